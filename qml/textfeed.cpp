// SPDX-License-Identifier: MIT
#include "textfeed_p.h"

#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtQuick/QQuickTextDocument>

#include <algorithm>
#include <utility>

// Whether something in it does not stand for itself: a mark that joins others, a script whose letters do, an emoji.
// Latin, Greek, Cyrillic, punctuation and signs of currencies have nothing of the kind.
static bool needsShaping(QStringView text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) {
        const char16_t u = c.unicode();
        return u >= 0x300 && !(u >= 0x370 && u <= 0x482) && !(u >= 0x48a && u <= 0x52f) &&
               !(u >= 0x2010 && u <= 0x2027) && !(u >= 0x2030 && u <= 0x205e) && !(u >= 0x20a0 && u <= 0x20bf);
    });
}

NoukaiTextFeed::NoukaiTextFeed(QObject *parent)
    : QObject(parent)
{
    QAccessible::installActivationObserver(this);
}

NoukaiTextFeed::~NoukaiTextFeed()
{
    QAccessible::removeActivationObserver(this);
}

NoukaiOutputModel *NoukaiTextFeed::output() const
{
    return m_output;
}

void NoukaiTextFeed::setOutput(NoukaiOutputModel *output)
{
    if (output == m_output)
        return;
    if (m_output)
        m_output->disconnect(this);
    m_output = output;
    if (output) {
        connect(output, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) {
                    if (first.row() <= m_row && m_row <= last.row())
                        feed();
                });
        // Blocks that wait to be used again are told of nothing else.
        for (const auto told : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            connect(output, told, this, &NoukaiTextFeed::feed);
        connect(output, &QAbstractItemModel::modelReset, this, &NoukaiTextFeed::feed);
    }
    Q_EMIT outputChanged();
    feed();
}

// Another block, or the same one in another place.
void NoukaiTextFeed::setRow(int row)
{
    if (row == m_row)
        return;
    m_row = row;
    Q_EMIT rowChanged();
    feed();
}

void NoukaiTextFeed::setFont(const QFont &font)
{
    if (font == m_font)
        return;
    m_font = font;
    Q_EMIT fontChanged();
    Q_EMIT drawnFontChanged();
}

QFont NoukaiTextFeed::drawnFont() const
{
    QFont font = m_font;
    if (!m_shapes) {
        font.setStyleStrategy(QFont::StyleStrategy(font.styleStrategy() | QFont::PreferNoShaping));
        font.setKerning(false);
    }
    return font;
}

void NoukaiTextFeed::componentComplete()
{
    m_complete = true;
    feed();
}

void NoukaiTextFeed::accessibilityActiveChanged(bool active)
{
    if (active)
        Q_EMIT textChanged();
}

void NoukaiTextFeed::feed()
{
    if (!m_complete || !m_edit || !m_output)
        return;
    const QString text = m_output->index(m_row).data(NoukaiOutputModel::BlockTextRole).toString();
    if (text == m_text)
        return;
    const QString before = std::exchange(m_text, text);
    auto *handle = m_edit->property("textDocument").value<QQuickTextDocument *>();
    // A carriage return at the cut would be taken for a line end of its own.
    const bool grows = handle && !before.isEmpty() && !before.endsWith(u'\r') && text.startsWith(before);
    const bool shapes = (grows && m_shapes) || needsShaping(grows ? QStringView(text).sliced(before.size()) : text);
    if (std::exchange(m_shapes, shapes) != shapes)
        Q_EMIT drawnFontChanged();
    if (grows) {
        QTextCursor cursor(handle->textDocument());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(text.sliced(before.size()));
    } else {
        m_edit->setProperty("text", text);
    }
    if (!grows || QAccessible::isActive())
        Q_EMIT textChanged();
}
