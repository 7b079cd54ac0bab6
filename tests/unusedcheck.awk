# SPDX-License-Identifier: MIT
# What tests/unusedcheck says, of the files that it is given. A name is taken to be used where its word stands anywhere
# besides its declarations and definitions, also in a string or in QML; so nothing that is used is named here, and not
# all that is unused.

FNR == 1 {
    base = FILENAME
    sub(/.*\//, "", base)
    comment = 0
    is_header = base ~ /\.h$/
    is_qml = base ~ /\.qml$/
    is_public = FILENAME ~ /^(src|qml|widgets)\// && is_header && base !~ /_p\.h$/
    documented = 0
    is_test = FILENAME ~ /^tests\// # only uses
}

is_qml && /\\qmltype/ { documented = 1 }
is_qml && /\\internal/ { documented = 0 }

{
    line = $0
    if (comment) {
        if (!match(line, /\*\//))
            next
        line = substr(line, RSTART + 2)
        comment = 0
    }
    while (match(line, /\/\*/)) {
        head = substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + 2)
        if (match(line, /\*\//))
            line = head " " substr(line, RSTART + 2)
        else {
            line = head
            comment = 1
        }
    }
    if (match(line, /(^|[^:"])\/\//))
        line = substr(line, 1, RSTART)
    if (line ~ /^ *(#include|import) /)
        next
    n = split(line, tokens, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= n; i++)
        if (tokens[i] != "") {
            count[tokens[i]]++
            count_in[FILENAME, tokens[i]]++
        }
    if (is_qml && !is_test)
        note_qml(line)
    else if (!is_test)
        note_cpp(line)
}

function note(kind, name, is_open) {
    declared[name]++
    if (!(name in where)) {
        where[name] = FILENAME ":" FNR
        kind_of[name] = kind
    }
    if (is_open)
        open[name] = 1
}

function note_qml(line,    text) {
    if (match(line, /^    (default |required |readonly )*property +[A-Za-z<>.]+ +[A-Za-z0-9_]+/))
        note("property", last_word(substr(line, RSTART, RLENGTH)), documented && last_word(substr(line, RSTART, RLENGTH)) !~ /^_/)
    else if (match(line, /^ +(function|signal) +[A-Za-z0-9_]+/)) {
        text = last_word(substr(line, RSTART, RLENGTH))
        note("function", text, text ~ /^on[A-Z]/ || documented && text !~ /^_/ && line ~ /^    [a-z]/)
    } else if (match(line, /^ *id: *[A-Za-z0-9_]+/)) {
        text = last_word(substr(line, RSTART, RLENGTH))
        id_at[FILENAME, text] = FILENAME ":" FNR
        id_file[FILENAME, text] = FILENAME
        id_name[FILENAME, text] = text
    }
}

function last_word(text) {
    sub(/.*[^A-Za-z0-9_]/, "", text)
    return text
}

function note_cpp(line,    head, name) {
    # Functions: what stands before the first bracket is a name with a type or a class in front of it.
    if (match(line, /^[^(="]*[ *&:][A-Za-z0-9_]+\(/)) {
        head = substr(line, 1, RLENGTH - 1)
        name = last_word(head)
        if (is_header && head !~ /return|throw|new|Q_[A-Z]|else|case|#define/ && head ~ /^ *[A-Za-z\[].*[A-Za-z0-9_>\]][ *&]+[A-Za-z0-9_]+$/ && name !~ /^[A-Z]/)
            note("function", name, is_public || line ~ /override|virtual|Q_INVOKABLE|operator/)
        else if (!is_header && head ~ /^[A-Za-z]/ && name !~ /^[A-Z]/ && line !~ /;$/)
            note("function", name, line ~ /operator|main/)
    }
    # Constants, members and types.
    if (match(line, /^ *(inline |static |thread_local )*constexpr [^=({]*[ *&][A-Za-z0-9_]+(\[\])? *[={]/)) {
        head = substr(line, 1, RLENGTH - 1)
        sub(/(\[\])? *$/, "", head)
        note("constant", last_word(head), is_public)
    } else if (match(line, /^    [A-Za-z][^=({]*[ *&]m_[A-Za-z0-9_]+( = .*|\{.*\})?;/)) {
        match(line, /[ *&]m_[A-Za-z0-9_]+/)
        note("member", substr(line, RSTART + 1, RLENGTH - 1), 0)
    } else if (match(line, /^ *(class|struct|enum|enum class) [A-Za-z0-9_]+( final)?( :.*| \{)?$/)) {
        head = substr(line, 1, RLENGTH)
        sub(/( final)?( :.*| \{)?$/, "", head)
        type = last_word(head)
        note("type", type, is_public)
    } else if (line ~ /^ *(QML_[A-Z]+|Q_NAMESPACE)/)
        open[type] = 1 # QML's
}

function handler(name) {
    return "on" toupper(substr(name, 1, 1)) substr(name, 2)
}

END {
    for (name in declared) {
        checked++
        if (!(name in open) && count[name] <= declared[name] && !count[handler(name)] && !count[handler(name) "Changed"])
            report(where[name], kind_of[name] " " name)
    }
    for (key in id_at) {
        checked++
        if (count_in[id_file[key], id_name[key]] < 2)
            report(id_at[key], "id " id_name[key])
    }
    print checked " names checked, " bad + 0 " findings"
    exit bad > 0
}

function report(at, text) {
    print at ": not used: " text
    bad++
}
