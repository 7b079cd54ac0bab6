# SPDX-License-Identifier: MIT
# Reads C++ sources, then public headers (see tests/doccheck); prints what is public in a header and not documented.

# --- comments ---------------------------------------------------------------------------------------------------------

# Strips comments from the line, noting qdoc comments on the way; returns what is left of it.
function code_of(line,    rest, at) {
    rest = ""
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (is_doc) read_doc(at ? substr(line, 1, at - 1) : line)
            if (!at) return rest
            line = substr(line, at + 2)
            in_comment = 0
            if (is_doc && !has_topic) pending = 1
        } else {
            at = match(line, /\/\*|\/\/|"([^"\\]|\\.)*"/)
            if (!at) return rest line
            rest = rest substr(line, 1, at - 1)
            if (substr(line, at, 2) == "//") return rest
            if (substr(line, at, 1) == "\"") {
                rest = rest "\"\""
                line = substr(line, at + RLENGTH)
            } else {
                in_comment = 1
                is_doc = substr(line, at, 3) == "/*!"
                has_topic = 0
                enum_topic = ""
                line = substr(line, at + 2)
            }
        }
    }
    return rest
}

# A line inside a qdoc comment.
function read_doc(line,    words, n, name) {
    n = split(line, words, /[[:space:]]+/)
    if (match(line, /\\(class|namespace|struct|enum|property|typedef|typealias|variable|macro|headerfile)[[:space:]]+[A-Za-z_0-9:]+/)) {
        name = substr(line, RSTART, RLENGTH)
        sub(/^\\[a-z]+[[:space:]]+/, "", name)
        if (line ~ /\\property/) documented["property " name] = 1
        else documented[name] = 1
        if (line ~ /\\enum/) enum_topic = name
        has_topic = 1
    } else if (match(line, /\\fn[[:space:]].*/)) {
        document_function(substr(line, RSTART + 3))
        has_topic = 1
    } else if (match(line, /\\(value|omitvalue)[[:space:]]+[A-Za-z_0-9:]+/) && enum_topic != "") {
        name = substr(line, RSTART, RLENGTH)
        sub(/^\\[a-z]+[[:space:]]+/, "", name)
        sub(/^.*::/, "", name)
        documented[enum_topic "::" name] = 1
    }
}

# Notes Class::name out of a definition or \fn text.
function document_function(text,    head) {
    head = text
    sub(/[[:space:]]*\(.*/, "", head)
    while (gsub(/<[^<>]*>/, "", head)) { } # the arguments of templates
    if (match(head, /[A-Za-z_][A-Za-z_0-9]*(::~?[A-Za-z_][A-Za-z_0-9]*)*$/)) {
        documented[substr(head, RSTART, RLENGTH)] = 1
        documented[source_namespace substr(head, RSTART, RLENGTH)] = 1
    }
}

# --- what a header declares -------------------------------------------------------------------------------------------

function qualified(name,    i, path) {
    path = ""
    for (i = 1; i <= depth; i++)
        if (kind[i] != "other" && scope[i] != "") path = path scope[i] "::"
    return path name
}

function is_public(    i) {
    for (i = 1; i <= depth; i++)
        if (kind[i] == "other" || (kind[i] == "class" && access[i] != "public")) return 0
    return 1
}

function want(key, what) {
    wanted[++count] = key
    description[count] = FILENAME ":" FNR ": no comment: " what " " key
}

function trimmed(text) {
    gsub(/[[:space:]]+/, " ", text)
    gsub(/^ | $/, "", text)
    return text
}

function last_identifier(text) {
    return match(text, /[A-Za-z_][A-Za-z_0-9]*[[:space:]]*$/) ? trimmed(substr(text, RSTART, RLENGTH)) : ""
}

# A statement up to ';', or up to the '{' of a body.
function declaration(text, doc,    name, head, key) {
    text = trimmed(text)
    if (!is_public() || depth == 0 || text == "") return
    if (text ~ /^(friend|class [A-Za-z_0-9]+$|struct [A-Za-z_0-9]+$|static_assert|using namespace|Q_DECLARE|template.*friend)/) return
    if (text ~ /^using [A-Za-z_0-9]+ =/) {
        name = text
        sub(/^using /, "", name)
        sub(/ =.*/, "", name)
        key = qualified(name)
        if (doc) documented[key] = 1
        want(key, "alias")
        return
    }
    if (text !~ /\(/ || text ~ /= ?(default|delete)$/ || text ~ /\) (const )?(noexcept )?(override|final)/) return
    gsub(/(Q_INVOKABLE|Q_REVISION\([^)]*\)|\[\[[^]]*\]\]|[A-Z]+_[A-Z_]*EXPORT) /, "", text)
    head = text
    if (head ~ /operator/) return
    sub(/\(.*/, "", head)
    name = last_identifier(head)
    if (name == "" || head ~ /~/) return
    key = qualified(name)
    # Copying and moving need no words.
    if (depth > 0 && name == scope[depth] && text ~ "\\((const )?" name " ?&&?[a-z A-Z]*\\)") return
    if (doc) documented[key] = 1
    want(key, "function")
}

function property(text,    words, n, i, name, owner) {
    text = trimmed(text)
    sub(/^Q_PROPERTY\(/, "", text)
    sub(/\)$/, "", text)
    n = split(text, words, / /)
    for (i = 1; i <= n; i++)
        if (words[i] == "READ" || words[i] == "MEMBER") { name = words[i - 1]; break }
    sub(/^[*&]+/, "", name)
    owner = qualified("")
    want("property " owner name, "")
    for (i = 1; i < n; i++)
        if (words[i] ~ /^(READ|WRITE|RESET|NOTIFY)$/) {
            accessor_of[owner words[i + 1]] = "property " owner name
            if (words[i] == "READ") reader[("property " owner name)] = owner words[i + 1]
        }
}

function open_scope(text, doc,    name) {
    text = trimmed(text)
    depth++
    scope[depth] = ""
    kind[depth] = "other"
    if (text ~ /^enum/) {
        name = text
        sub(/ ?:.*/, "", name)
        name = last_identifier(name)
        kind[depth] = "enum"
        depth--
        if (doc) documented[qualified(name)] = 1
        if (is_public() && depth >= 0) want(qualified(name), "enum")
        depth++
        scope[depth] = name
    } else if (text ~ /^namespace/) {
        kind[depth] = "namespace"
        scope[depth] = text == "namespace" ? "" : last_identifier(text)
        access[depth] = "public"
    } else if (text ~ /^(template ?<[^{]*> ?)?(class|struct) /) {
        name = text
        sub(/ ?:[^:].*/, "", name)
        sub(/ final$/, "", name)
        name = last_identifier(name)
        kind[depth] = "class"
        depth--
        if (doc) documented[qualified(name)] = 1
        if (is_public()) want(qualified(name), "class")
        depth++
        scope[depth] = name
        access[depth] = text ~ /struct / ? "public" : "private"
    } else {
        depth--
        declaration(text, doc)
        depth++
    }
}

function enumerator(text) {
    text = trimmed(text)
    sub(/ ?=.*/, "", text)
    if (text ~ /^[A-Za-z_][A-Za-z_0-9]*$/ && is_public_enum()) want(qualified(text), "value")
}

function is_public_enum(    i) {
    for (i = 1; i < depth; i++)
        if (kind[i] == "other" || (kind[i] == "class" && access[i] != "public")) return 0
    return 1
}

function header_line(line,    i, c, length_) {
    if (continued || line ~ /^[[:space:]]*#/) {
        continued = line ~ /\\$/
        return
    }
    if (match(line, /^[[:space:]]*(public|protected|private|Q_SIGNALS|signals)( Q_SLOTS| slots)?[[:space:]]*:([^:]|$)/)) {
        access[depth] = line ~ /protected/ ? "protected" : line ~ /private/ ? "private" : "public"
        statement = ""
        return
    }
    length_ = length(line)
    for (i = 1; i <= length_; i++) {
        c = substr(line, i, 1)
        if (c == "(") parens++
        if (c == ")") parens--
        if (parens == 0 && kind[depth] == "enum" && (c == "," || c == "}")) {
            enumerator(statement)
            statement = ""
            if (c == ",") continue
        }
        if (parens == 0 && c == "{") {
            open_scope(statement, statement_doc)
            statement = ""
            pending = 0
        } else if (parens == 0 && c == "}") {
            depth--
            statement = ""
            pending = 0
        } else if (parens == 0 && c == ";") {
            declaration(statement, statement_doc)
            statement = ""
            pending = 0
        } else {
            if (trimmed(statement) == "" && c ~ /[^[:space:]]/) statement_doc = pending
            statement = statement c
        }
    }
    statement = statement " "
    # Macros stand alone on their line.
    if (parens == 0 && trimmed(statement) ~ /^Q(ML)?_[A-Z_]+(\(.*\))?$/) {
        if (trimmed(statement) ~ /^Q_PROPERTY/) property(statement)
        statement = ""
    }
}

# --- reading ----------------------------------------------------------------------------------------------------------

FNR == 1 {
    in_comment = pending = depth = parens = continued = 0
    statement = statement_doc = definition = source_namespace = ""
    kind[0] = "namespace"
}

{
    code = code_of($0)
    if (FILENAME ~ /\.h$/) {
        header_line(code)
    } else if (code ~ /^namespace [A-Za-z_]/) {
        source_namespace = code
        sub(/^namespace /, "", source_namespace)
        sub(/[^A-Za-z_0-9:].*/, "", source_namespace)
        source_namespace = source_namespace "::"
    } else if (code ~ /^}/) {
        if (source_namespace != "" && $0 ~ /namespace [A-Za-z]/) source_namespace = ""
        definition = ""
    } else if (pending && code ~ /[^[:space:]]/) {
        # The definition under a comment, up to its parameters.
        definition = definition " " code
        if (code ~ /[({;]/) {
            document_function(definition)
            definition = ""
            pending = 0
        }
    }
}

END {
    for (i = 1; i <= count; i++) {
        key = wanted[i]
        # Names within the enum's own scope or the class's: `Kind::NoError` is documented as `NoukaiError::NoError` too.
        ok = key in documented
        if (!ok && key in accessor_of) ok = accessor_of[key] in documented
        if (!ok && key in reader) ok = reader[key] in documented
        if (!ok) {
            sub(/ +property/, " property", description[i])
            print description[i]
            bad++
        }
    }
    print count " public symbols checked, " bad + 0 " without a comment"
    exit bad > 0 || count == 0
}
