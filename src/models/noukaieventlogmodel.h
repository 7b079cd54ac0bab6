// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>

#include <memory>

class NoukaiEventLogModelPrivate;

/*!
    \class NoukaiEventLogModel
    \inmodule Noukai
    \brief What a flow was told, event by event, with warnings and errors in between.

    A ring buffer: the newest \l capacity events are kept, and of their raw text byteCapacity bytes at most; older ones
    go, to spillFile when there is one. A new start() of the flow empties the log; resume() and rerunFrom() go on with
    it.

    \section1 The filter

    The filter is a line of terms; an event is shown when all of them hold. A term is \c {key:value}, or a value alone
    that is looked for in the text. \c - in front of a term turns it round. Several values with \c | or \c {,} between
    them mean any of them. \c * stands for any characters, \c ? for one; quotes keep spaces and signs as they are. Large
    and small letters are the same. recordFilter is written likewise.

    \table
    \row \li \c type:step_output      \li the event's name; warnings, dropped events and errors are called \c warning,
                                         \c dropped and \c error
    \row \li \c step:sum*             \li the step's name or id
    \row \li \c index:3, \c index:2-5 \li the step's index, 0-based
    \row \li \c {text:"two words"}    \li somewhere in the raw text
    \row \li \c problem:yes           \li whether something is wrong with it
    \row \li \c unknown:no            \li whether this version does not know the event
    \endtable

    The model lives in the thread of its flow. Rows are told at most once per frame of 16 ms. Any slot may delete the
    model or its flow. Previews and raw texts were written by models: show them as plain text.
*/
class NOUKAI_CORE_EXPORT NoukaiEventLogModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(int capacity READ capacity WRITE setCapacity NOTIFY capacityChanged FINAL)
    Q_PROPERTY(qint64 byteCapacity READ byteCapacity WRITE setByteCapacity NOTIFY byteCapacityChanged FINAL)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString filterError READ filterError NOTIFY filterErrorChanged FINAL)
    Q_PROPERTY(QString recordFilter READ recordFilter WRITE setRecordFilter NOTIFY recordFilterChanged FINAL)
    Q_PROPERTY(QString recordFilterError READ recordFilterError NOTIFY recordFilterErrorChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)
    Q_PROPERTY(QString spillFile READ spillFile WRITE setSpillFile NOTIFY spillFileChanged FINAL)
    Q_PROPERTY(QString spillError READ spillError NOTIFY spillErrorChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 total READ total NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 skipped READ skipped NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 dropped READ dropped NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 pendingCount READ pendingCount NOTIFY countChanged FINAL)
    Q_PROPERTY(qint64 problemCount READ problemCount NOTIFY countChanged FINAL)

public:
    /*!
        \enum NoukaiEventLogModel::Role
        What data() and QML delegates read; a delegate knows a role by its name in lower camel case without "Role".

        \value SequenceRole       The event's number since the log was empty, from 1 on (\c sequence).
        \value TimeMsRole         When it came, in ms since the run began; what is played has the recording's times
                                  (\c timeMs).
        \value EventTypeRole      The event's name, or \c warning, \c dropped or \c error (\c eventType).
        \value StepIdRole         The id of the step it is about, else empty (\c stepId).
        \value StepNameRole       The step's name, its id where it has none (\c stepName).
        \value StepIndexRole      The step's index in the flow, 0-based, -1 when there is none (\c stepIndex).
        \value EventTextRole      A preview of at most 160 characters, on one line (\c eventText).
        \value RawSizeRole        The size of the raw text in bytes (\c rawSize).
        \value IsProblemRole      Whether something is wrong: it is unknown, dropped, out of order, a warning or an
                                  error (\c isProblem).
        \value ProblemTextRole    What is wrong, translated; else empty (\c problemText).
        \value IsUnknownRole      Whether this version does not know the event (\c isUnknown).
        \value IsTruncatedRole    Whether rawText() is only the beginning (\c isTruncated).
        \value AccessibleTextRole The row as one translated sentence for screen readers (\c accessibleText).
    */
    enum Role {
        SequenceRole = Qt::UserRole + 1,
        TimeMsRole,
        EventTypeRole,
        StepIdRole,
        StepNameRole,
        StepIndexRole,
        EventTextRole,
        RawSizeRole,
        IsProblemRole,
        ProblemTextRole,
        IsUnknownRole,
        IsTruncatedRole,
        AccessibleTextRole
    };
    Q_ENUM(Role)

    explicit NoukaiEventLogModel(QObject *parent = nullptr);
    ~NoukaiEventLogModel() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int capacity() const;
    void setCapacity(int events);
    qint64 byteCapacity() const;
    void setByteCapacity(qint64 bytes);
    QString filter() const;
    void setFilter(const QString &filter);
    QString filterError() const;
    QString recordFilter() const;
    void setRecordFilter(const QString &filter);
    QString recordFilterError() const;
    bool isPaused() const;
    void setPaused(bool paused);
    QString spillFile() const;
    void setSpillFile(const QString &path);
    QString spillError() const;
    int count() const;
    qint64 total() const;
    qint64 skipped() const;
    qint64 dropped() const;
    qint64 pendingCount() const;
    qint64 problemCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE QByteArray rawText(int row) const;
    Q_INVOKABLE int nextProblem(int fromRow = -1) const;
    Q_INVOKABLE int rowOf(qint64 sequence) const;

public Q_SLOTS:
    void clear();

Q_SIGNALS:
    void flowChanged();
    void capacityChanged();
    void byteCapacityChanged();
    void filterChanged();
    void filterErrorChanged();
    void recordFilterChanged();
    void recordFilterErrorChanged();
    void pausedChanged();
    void spillFileChanged();
    void spillErrorChanged();
    void countChanged();

private:
    friend class NoukaiEventLogModelPrivate;
    std::unique_ptr<NoukaiEventLogModelPrivate> d;
};
