// SPDX-License-Identifier: MIT
#include "routes_p.h"

#include "wiretext_p.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace NoukaiWire
{

namespace
{

std::nullopt_t refuse(NoukaiError *error, const QString &message, const QString &code = {})
{
    if (error)
        *error = configurationError(message, code);
    return std::nullopt;
}

// Some servers and proxies resolve dot segments or cut at control characters, and would then answer for another flow.
bool isUsableSegment(QStringView segment)
{
    if (segment.isEmpty() || segment == QLatin1String(".") || segment == QLatin1String(".."))
        return false;
    if (!segment.isValidUtf16())
        return false;
    return std::none_of(segment.cbegin(), segment.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

std::optional<FlowAddress> checkedAddress(const FlowAddress &address, NoukaiError *error)
{
    if (!isUsableSegment(address.organization))
        return refuse(error, WireText::tr("The flow's organization cannot be “%1”.").arg(shown(address.organization)));
    if (!isUsableSegment(address.project))
        return refuse(error, WireText::tr("The flow's project cannot be “%1”.").arg(shown(address.project)));
    if (!isUsableSegment(address.slug))
        return refuse(error, WireText::tr("The flow's slug cannot be “%1”.").arg(shown(address.slug)));
    return address;
}

// 1 or more, in its shortest form, within what a server can take for an integer.
bool isVersionNumber(const QString &version)
{
    constexpr qsizetype MaximumDigits = 9;
    return !version.isEmpty() && version.size() <= MaximumDigits && version.front() != QLatin1Char('0') &&
           std::all_of(version.cbegin(), version.cend(),
                       [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
}

} // namespace

std::optional<FlowAddress> parseFlowIdentifier(const QString &identifier, const QString &defaultOrganization,
                                               const QString &defaultProject, NoukaiError *error)
{
    if (identifier.isEmpty())
        return refuse(error,
                      WireText::tr("No flow is named: set an identifier, “slug” or “organization/project/slug”."));

    const QStringList parts = identifier.split(QLatin1Char('/'));
    if (parts.size() == 3)
        return checkedAddress({parts[0], parts[1], parts[2]}, error);
    if (parts.size() != 1) {
        return refuse(
            error,
            WireText::tr("“%1” names no flow: write “slug” or “organization/project/slug”.").arg(shown(identifier)));
    }
    if (defaultOrganization.isEmpty() && defaultProject.isEmpty()) {
        return refuse(error, WireText::tr("The flow “%1” needs the client's organization and project, and neither is "
                                          "set. Set both or write “organization/project/slug”.")
                                 .arg(shown(identifier)));
    }
    if (defaultOrganization.isEmpty()) {
        return refuse(error,
                      WireText::tr("The flow “%1” needs the client's organization: only its project “%2” is set.")
                          .arg(shown(identifier), shown(defaultProject)));
    }
    if (defaultProject.isEmpty()) {
        return refuse(error,
                      WireText::tr("The flow “%1” needs the client's project: only its organization “%2” is set.")
                          .arg(shown(identifier), shown(defaultOrganization)));
    }
    return checkedAddress({defaultOrganization, defaultProject, identifier}, error);
}

std::optional<FlowVersion> parseFlowVersion(const QString &version, bool streaming, NoukaiError *error)
{
    if (version.isEmpty() || version == QLatin1String("production"))
        return FlowVersion{};
    if (version == QLatin1String("draft")) {
        if (!streaming)
            return FlowVersion{QStringLiteral("v0")};
        return refuse(
            error, WireText::tr("The version “draft” cannot be run step by step: publish it, or run it in one call."),
            QStringLiteral("INVALID_VERSION"));
    }
    if (isVersionNumber(version))
        return FlowVersion{QLatin1Char('v') + version};
    return refuse(error,
                  WireText::tr("“%1” is no version: write “production”, “draft” or a whole number from 1 on.")
                      .arg(shown(version)),
                  QStringLiteral("INVALID_VERSION"));
}

std::optional<QByteArray> encodeSegment(QStringView segment)
{
    if (!isUsableSegment(segment))
        return std::nullopt;
    return segment.toUtf8().toPercentEncoding(); // leaves letters, digits and "-._~" as they are
}

QUrl flowUrl(const QUrl &base, const FlowAddress &address, const FlowVersion &version, const QString &action)
{
    const auto organization = encodeSegment(address.organization);
    const auto project = encodeSegment(address.project);
    const auto slug = encodeSegment(address.slug);
    if (!organization || !project || !slug)
        return {};
    QByteArray path = "seq/" + *organization + '/' + *project + '/' + *slug;
    if (!version.segment.isEmpty())
        path += '/' + version.segment.toUtf8();
    path += '/' + action.toUtf8();
    return serviceUrl(base, path);
}

QUrl serviceUrl(const QUrl &base, const QByteArray &path)
{
    if (!base.isValid() || base.scheme().isEmpty() || base.host().isEmpty())
        return {};
    QByteArray url = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (url.endsWith('/'))
        url.chop(1);
    // From encoded bytes, so that no "%" is encoded twice and no "%2F" becomes a slash.
    return QUrl::fromEncoded(url + '/' + path, QUrl::StrictMode);
}

QUrl runUrl(const QUrl &base, const FlowAddress &address, const QString &executionId, RunForm form,
            const QByteArray &rest)
{
    const auto id = encodeSegment(executionId);
    if (!id)
        return {};
    if (form == RunForm::Alone)
        return serviceUrl(base, "flow-runs/" + *id + '/' + rest);
    return flowUrl(base, address, {}, QString::fromLatin1("runs/" + *id + '/' + rest));
}

QByteArray stepTracePath(const QString &stepId, int attempt, int loopIndex)
{
    QList<QByteArray> query;
    if (attempt < 0)
        query.append("attempt=all");
    else if (attempt > 0)
        query.append("attempt=" + QByteArray::number(attempt));
    if (loopIndex >= 0)
        query.append("loop_index=" + QByteArray::number(loopIndex));
    const QByteArray path = "steps/" + encodeSegment(stepId).value_or(QByteArray()) + "/trace";
    return query.isEmpty() ? path : path + '?' + query.join('&');
}

} // namespace NoukaiWire
