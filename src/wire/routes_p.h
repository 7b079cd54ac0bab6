// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <optional>

namespace NoukaiWire
{

// Which flow: three checked path segments.
struct FlowAddress {
    QString organization;
    QString project;
    QString slug;
};

// `slug` (needs both defaults) or `org/project/slug` (always wins). On failure `error` is of kind Configuration.
NOUKAI_INTERNAL_EXPORT std::optional<FlowAddress> parseFlowIdentifier(const QString &identifier,
                                                                      const QString &defaultOrganization,
                                                                      const QString &defaultProject,
                                                                      NoukaiError *error);

// "production" or empty -> no segment, "draft" -> v0, "3" -> v3. `streaming` refuses the draft, as the server would.
struct FlowVersion {
    QString segment; // empty, "v0", "v3"
};
NOUKAI_INTERNAL_EXPORT std::optional<FlowVersion> parseFlowVersion(const QString &version, bool streaming,
                                                                   NoukaiError *error);

// A percent-encoded path segment; nothing for "", ".", "..", control characters and text that is no Unicode.
NOUKAI_INTERNAL_EXPORT std::optional<QByteArray> encodeSegment(QStringView segment);

// `base` + "/seq/{org}/{project}/{slug}[/vN]/{action}", every segment encoded; `action` is a path that is encoded
// already. A query or fragment of the base is dropped. Invalid when base or address cannot be used.
NOUKAI_INTERNAL_EXPORT QUrl flowUrl(const QUrl &base, const FlowAddress &address, const FlowVersion &version,
                                    const QString &action);

// `base` + "/" + `path`, which is encoded already. A query or fragment of the base is dropped. Invalid when the base
// cannot be used.
NOUKAI_INTERNAL_EXPORT QUrl serviceUrl(const QUrl &base, const QByteArray &path);

// The two forms in which the server knows what belongs to a run.
enum class RunForm {
    OfFlow, // /seq/{org}/{project}/{slug}/runs/{id}/…, as the SDKs ask
    Alone,  // /flow-runs/{id}/…, as the documentation says
};
// `rest` is what follows the run's id, encoded already: "trace", "trace/stream" or stepTracePath().
NOUKAI_INTERNAL_EXPORT QUrl runUrl(const QUrl &base, const FlowAddress &address, const QString &executionId,
                                   RunForm form, const QByteArray &rest);
// `attempt`: 0 for the latest, -1 for all; `loopIndex`: -1 for any.
NOUKAI_INTERNAL_EXPORT QByteArray stepTracePath(const QString &stepId, int attempt, int loopIndex);

} // namespace NoukaiWire
