// SPDX-License-Identifier: MIT
#include "noukaijsonmodel.h"

#include "jsondocument_p.h"
#include "wire/jsontext_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QPointer>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

/*!
    \property NoukaiJsonModel::value
    The document as a value; undefined where there is none. Setting it is as setting its compact JSON text.
*/
/*!
    \property NoukaiJsonModel::json
    The document as JSON text. Empty text is no document, and no error. Default empty.
*/
/*!
    \property NoukaiJsonModel::size
    The size of the document's text in bytes.
*/
/*!
    \property NoukaiJsonModel::error
    Why the text is no JSON, translated, with line and column; empty when all is well.
*/
/*!
    \property NoukaiJsonModel::errorOffset
    Where the fault stands, in bytes from the beginning of the UTF-8 text; -1 when all is well.
*/
/*!
    \property NoukaiJsonModel::problem
    Why the text is no value to go on with, translated: its \l error, or that there is none. Empty when all is well.
*/
/*!
    \fn void NoukaiJsonModel::documentChanged()
    There is another document, or none.
*/

namespace
{

constexpr qsizetype LongestCell = 1000; // characters
constexpr qsizetype LongestPreview = 160;
constexpr std::size_t Batch = 1000; // rows

bool isPlainKey(QStringView key)
{
    const auto isWord = [](QChar c) {
        return c.isLetter() || c == u'_';
    };
    return !key.isEmpty() && isWord(key.front()) &&
           std::all_of(key.begin(), key.end(), [&](QChar c) { return isWord(c) || c.isDigit(); });
}

// One part of a path: a member's name, or an element's position.
struct PathStep {
    QString key;
    qint64 position = -1;
};

// Reads `.key`, `["key"]` or `[3]`; false when it is none of them.
bool readStep(QStringView path, qsizetype *at, PathStep *step)
{
    *step = {};
    if (path[*at] == u'.') {
        const qsizetype begin = ++*at;
        while (*at < path.size() && path[*at] != u'.' && path[*at] != u'[')
            ++*at;
        step->key = path.mid(begin, *at - begin).toString();
        return *at > begin;
    }
    if (path[*at] != u'[' || *at + 1 == path.size())
        return false;
    const qsizetype begin = ++*at;
    const bool isKey = path[begin] == u'"';
    for (bool quoted = false; *at < path.size() && (quoted || path[*at] != u']'); ++*at) {
        if (path[*at] == u'"')
            quoted = !quoted;
        else if (path[*at] == u'\\')
            ++*at;
    }
    if (*at >= path.size())
        return false;
    const QStringView inner = path.mid(begin, (*at)++ - begin);
    bool ok = isKey;
    if (isKey)
        step->key = NoukaiWire::fromJsonText(inner.toUtf8()).toString();
    else
        step->position = inner.toLongLong(&ok);
    return ok && (isKey || step->position >= 0);
}

} // namespace

class NoukaiJsonModelPrivate
{
public:
    struct Node {
        JsonDocument::Value value;
        Node *parent = nullptr;
        int row = 0;
        quint32 at = 0; // where the next child stands
        std::vector<std::unique_ptr<Node>> children;
        bool grows = false; // rows are being added, and those who hear of it are not to ask for more

        bool isComplete() const { return children.size() == value.count; }
    };

    explicit NoukaiJsonModelPrivate(NoukaiJsonModel *q)
        : q(q)
    {
    }

    void setText(const QByteArray &utf8);
    bool fetch(Node *node);
    Node *child(Node *node, quint32 position);
    QModelIndex indexOf(const Node *node, int column = 0) const;
    const Node *node(const QModelIndex &index) const;
    QString key(const Node *node, qsizetype most) const;
    QString valueText(const Node *node) const;
    bool isTruncated(const Node *node) const;
    QString accessibleText(const Node *node) const;
    QString path(const Node *node) const;

    NoukaiJsonModel *const q;
    JsonDocument document;
    std::unique_ptr<Node> root;
    quint64 generation = 0; // of the document, so that no node of an earlier one is used
};

void NoukaiJsonModelPrivate::setText(const QByteArray &utf8)
{
    const QPointer<NoukaiJsonModel> alive(q);
    q->beginResetModel();
    ++generation;
    root.reset();
    document.setText(utf8);
    if (document.isValid()) {
        root = std::make_unique<Node>();
        root->value = document.root();
        root->at = root->value.begin + 1;
    }
    q->endResetModel();
    if (alive)
        Q_EMIT q->documentChanged();
}

// Reads the next rows below `node`. False when a slot has put another document in its place, or deleted the model.
bool NoukaiJsonModelPrivate::fetch(Node *node)
{
    if (node->grows)
        return false;
    const std::size_t begin = node->children.size();
    const std::size_t end = std::min<std::size_t>(node->value.count, begin + Batch);
    std::vector<std::unique_ptr<Node>> rows;
    rows.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        auto child = std::make_unique<Node>();
        child->value = document.next(node->value, &node->at);
        child->parent = node;
        child->row = int(i);
        child->at = child->value.begin + 1;
        rows.push_back(std::move(child));
    }
    const QPointer<NoukaiJsonModel> alive(q);
    const quint64 before = generation;
    node->grows = true;
    q->beginInsertRows(indexOf(node), int(begin), int(end) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(node->children));
    node->grows = false;
    q->endInsertRows();
    return alive && generation == before;
}

// The child that the byte at `position` belongs to; null when there is none, or it is not there any more.
NoukaiJsonModelPrivate::Node *NoukaiJsonModelPrivate::child(Node *node, quint32 position)
{
    while (!node->isComplete() && (node->children.empty() || node->children.back()->value.end <= position)) {
        if (!fetch(node))
            return nullptr;
    }
    const auto found = std::upper_bound(
        node->children.begin(), node->children.end(), position,
        [](quint32 position, const std::unique_ptr<Node> &child) { return position < child->value.end; });
    return found != node->children.end() && (*found)->value.head() <= position ? found->get() : nullptr;
}

QModelIndex NoukaiJsonModelPrivate::indexOf(const Node *node, int column) const
{
    return node ? q->createIndex(node->row, column, node) : QModelIndex();
}

const NoukaiJsonModelPrivate::Node *NoukaiJsonModelPrivate::node(const QModelIndex &index) const
{
    return index.isValid() && index.model() == q ? static_cast<const Node *>(index.constInternalPointer()) : nullptr;
}

QString NoukaiJsonModelPrivate::key(const Node *node, qsizetype most) const
{
    if (!node->parent)
        return {};
    return node->value.hasKey() ? document.unquoted(node->value.keyBegin, node->value.keyEnd, most)
                                : QString::number(node->row);
}

QString NoukaiJsonModelPrivate::valueText(const Node *node) const
{
    const JsonDocument::Value &value = node->value;
    if (value.isContainer())
        return NoukaiText::preview(document.raw(value.begin, value.end, 4 * LongestPreview), LongestPreview);
    return value.type == JsonDocument::String ? document.unquoted(value.begin, value.end, LongestCell)
                                              : document.raw(value.begin, value.end, LongestCell);
}

bool NoukaiJsonModelPrivate::isTruncated(const Node *node) const
{
    const JsonDocument::Value &value = node->value;
    if (value.isContainer())
        return valueText(node).endsWith(QChar(0x2026));
    if (value.end - value.begin <= LongestCell)
        return false;
    return value.type != JsonDocument::String ||
           document.unquoted(value.begin, value.end, LongestCell + 2).size() > LongestCell;
}

QString NoukaiJsonModelPrivate::accessibleText(const Node *node) const
{
    const QString name =
        node->parent ? NoukaiText::preview(key(node, LongestPreview)) : NoukaiJsonModel::tr("Document");
    switch (node->value.type) {
    case JsonDocument::Object:
        return NoukaiJsonModel::tr("%1, object with %n member(s)", nullptr, int(node->value.count)).arg(name);
    case JsonDocument::Array:
        return NoukaiJsonModel::tr("%1, list with %n element(s)", nullptr, int(node->value.count)).arg(name);
    default:
        return NoukaiJsonModel::tr("%1: %2").arg(name, NoukaiText::preview(valueText(node)));
    }
}

QString NoukaiJsonModelPrivate::path(const Node *node) const
{
    QStringList steps;
    for (; node && node->parent; node = node->parent) {
        const QString name = key(node, JsonDocument::MostBytes);
        if (!node->value.hasKey())
            steps.prepend(u'[' + name + u']');
        else if (isPlainKey(name))
            steps.prepend(u'.' + name);
        else
            steps.prepend(u'[' + QString::fromUtf8(NoukaiWire::toJsonText(name)) + u']');
    }
    return u'$' + steps.join(QString());
}

/*! Makes a model without a document, with the parent \a parent. */
NoukaiJsonModel::NoukaiJsonModel(QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<NoukaiJsonModelPrivate>(this))
{
}

NoukaiJsonModel::~NoukaiJsonModel() = default;

// ---- The document --------------------------------------------------------------------------------------------------

QJsonValue NoukaiJsonModel::value() const
{
    return d->root ? NoukaiWire::fromJsonText(d->document.bytes(d->root->value)) : QJsonValue(QJsonValue::Undefined);
}

void NoukaiJsonModel::setValue(const QJsonValue &value)
{
    setUtf8(value.isUndefined() ? QByteArray() : NoukaiWire::toJsonText(value));
}

QString NoukaiJsonModel::json() const
{
    return QString::fromUtf8(d->document.text());
}

void NoukaiJsonModel::setJson(const QString &json)
{
    setUtf8(json.toUtf8());
}

/*!
    Returns the document's text as people read it: a line for each member and element, indented by four spaces per level
    up to the 32nd. Everything else is as it is written. This makes one text of it; a tree does not need that. Empty
   where it would take more than \a most bytes, if that is not negative.
*/
QString NoukaiJsonModel::indented(int most) const
{
    return QString::fromUtf8(most < 0 ? d->document.indented() : d->document.indented(most));
}

/*! Returns the document's text as it is kept, in UTF-8. */
QByteArray NoukaiJsonModel::utf8() const
{
    return d->document.text();
}

/*! Sets the document to the UTF-8 text \a json, which is shared and not copied. */
void NoukaiJsonModel::setUtf8(const QByteArray &json)
{
    if (json != d->document.text() || !d->document.error().isEmpty())
        d->setText(json);
}

qint64 NoukaiJsonModel::size() const
{
    return d->document.text().size();
}

QString NoukaiJsonModel::error() const
{
    return d->document.error();
}

qint64 NoukaiJsonModel::errorOffset() const
{
    return d->document.errorOffset();
}

QString NoukaiJsonModel::problem() const
{
    return d->root ? QString() : error().isEmpty() ? tr("There is no value.") : error();
}

// ---- The tree ------------------------------------------------------------------------------------------------------

QModelIndex NoukaiJsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const NoukaiJsonModelPrivate::Node *node = d->node(parent);
    return d->indexOf(node ? node->children[std::size_t(row)].get() : d->root.get(), column);
}

QModelIndex NoukaiJsonModel::parent(const QModelIndex &index) const
{
    const NoukaiJsonModelPrivate::Node *node = d->node(index);
    return d->indexOf(node ? node->parent : nullptr);
}

int NoukaiJsonModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const NoukaiJsonModelPrivate::Node *node = d->node(parent);
    return node ? int(node->children.size()) : d->root ? 1 : 0;
}

int NoukaiJsonModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 2;
}

bool NoukaiJsonModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const NoukaiJsonModelPrivate::Node *node = d->node(parent);
    return node ? node->value.count > 0 : d->root != nullptr;
}

bool NoukaiJsonModel::canFetchMore(const QModelIndex &parent) const
{
    const NoukaiJsonModelPrivate::Node *node = d->node(parent);
    return node && parent.column() == 0 && !node->isComplete() && !node->grows;
}

void NoukaiJsonModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        d->fetch(const_cast<NoukaiJsonModelPrivate::Node *>(d->node(parent)));
}

QVariant NoukaiJsonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NoukaiJsonModelPrivate::Node *node = d->node(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? d->key(node, LongestCell) : d->valueText(node);
    case KeyRole:
        return d->key(node, LongestCell);
    case ValueTextRole:
        return d->valueText(node);
    case ValueTypeRole:
        return QVariant::fromValue(ValueType(node->value.type));
    case ChildCountRole:
        return int(node->value.count);
    case PathRole:
        return d->path(node).left(LongestCell);
    case IsTruncatedRole:
        return d->isTruncated(node);
    case Qt::AccessibleTextRole:
    case AccessibleTextRole:
        return d->accessibleText(node);
    default:
        return {};
    }
}

QVariant NoukaiJsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section > 1)
        return {};
    return section == 0 ? tr("Key") : tr("Value");
}

QHash<int, QByteArray> NoukaiJsonModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},     {KeyRole, "key"},
            {ValueTextRole, "valueText"},     {ValueTypeRole, "valueType"},
            {ChildCountRole, "childCount"},   {PathRole, "path"},
            {IsTruncatedRole, "isTruncated"}, {AccessibleTextRole, "accessibleText"}};
}

/*! Returns the whole path of \a index, such as \c {$.a[3].b} or \c {$["two words"]}; empty for an invalid one. */
QString NoukaiJsonModel::path(const QModelIndex &index) const
{
    const NoukaiJsonModelPrivate::Node *node = d->node(index);
    return node ? d->path(node) : QString();
}

/*! Returns the whole value of \a index as text: a text without quotes, all else as JSON, as it is written. */
QString NoukaiJsonModel::text(const QModelIndex &index) const
{
    const NoukaiJsonModelPrivate::Node *node = d->node(index);
    if (!node)
        return {};
    return node->value.type == JsonDocument::String ? d->document.unquoted(node->value.begin, node->value.end)
                                                    : d->document.raw(node->value.begin, node->value.end);
}

/*! Returns the value of \a index, undefined for an invalid one. */
QJsonValue NoukaiJsonModel::valueAt(const QModelIndex &index) const
{
    const NoukaiJsonModelPrivate::Node *node = d->node(index);
    return node ? NoukaiWire::fromJsonText(d->document.bytes(node->value)) : QJsonValue(QJsonValue::Undefined);
}

/*!
    Returns the row at \a path, an invalid index when there is none or it is no path. Of members with the same key it is
    the first. Rows up to it are fetched.
*/
QModelIndex NoukaiJsonModel::indexOf(const QString &path)
{
    NoukaiJsonModelPrivate::Node *node = path.startsWith(u'$') ? d->root.get() : nullptr;
    PathStep step;
    for (qsizetype at = 1; node && at < path.size();) {
        if (!readStep(path, &at, &step) || (step.position >= 0) != (node->value.type == JsonDocument::Array))
            return {};
        std::size_t row = step.position >= 0 ? std::size_t(step.position) : 0;
        for (;; ++row) {
            while (row >= node->children.size() && !node->isComplete()) {
                if (!d->fetch(node))
                    return {};
            }
            if (row >= node->children.size())
                return {};
            if (step.position >= 0 || d->key(node->children[row].get(), JsonDocument::MostBytes) == step.key)
                break;
        }
        node = node->children[row].get();
    }
    return d->indexOf(node);
}

/*!
    Returns the next row behind \a from whose key or value holds \a needle, or the one before it when \a backwards is
    set; an invalid index when there is none. An invalid \a from stands for the beginning, or the end. Objects and
    arrays are found by their keys only. With \a caseSensitive, letters must be of the same
    case. Rows up to the found one are fetched.
*/
QModelIndex NoukaiJsonModel::find(const QString &needle, const QModelIndex &from, bool backwards, bool caseSensitive)
{
    const NoukaiJsonModelPrivate::Node *start = d->node(from);
    auto position = quint32(backwards ? d->document.text().size() : 0);
    if (start && backwards)
        position = start->value.head();
    else if (start)
        position = start->value.isContainer() ? start->value.begin + 1 : start->value.end;
    const qsizetype found =
        d->document.find(needle, position, backwards, caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
    if (found < 0)
        return {};
    NoukaiJsonModelPrivate::Node *node = d->root.get();
    while (node && node->value.isContainer()) {
        NoukaiJsonModelPrivate::Node *inner = d->child(node, quint32(found));
        if (!inner)
            return {}; // a slot has replaced the document, or deleted the model
        if (quint32(found) < inner->value.begin)
            return d->indexOf(inner); // its key
        node = inner;
    }
    return d->indexOf(node);
}
