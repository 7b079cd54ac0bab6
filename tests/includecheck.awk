# SPDX-License-Identifier: MIT
# What tests/includecheck says, of the files that it is given.

BEGIN {
    # What a header of the standard library is included for, after std::.
    std["algorithm"] = "all_of any_of binary_search clamp copy copy_n count count_if equal equal_range fill fill_n find find_if find_if_not find_end find_first_of for_each is_sorted lexicographical_compare lower_bound max max_element merge min min_element minmax mismatch move_backward none_of nth_element partial_sort partition ranges remove remove_if replace reverse reverse_copy rotate search shuffle sort stable_sort stable_partition swap_ranges transform unique upper_bound generate adjacent_find"
    std["array"] = "array to_array size tuple_size"
    std["atomic"] = "atomic atomic_int atomic_bool memory_order_relaxed memory_order_acquire memory_order_release"
    std["charconv"] = "from_chars to_chars"
    std["chrono"] = "chrono"
    std["concepts"] = "same_as convertible_to derived_from integral invocable"
    std["functional"] = "function hash less greater invoke bind not_fn plus equal_to"
    std["initializer_list"] = "initializer_list"
    std["limits"] = "numeric_limits"
    std["map"] = "map multimap"
    std["memory"] = "unique_ptr shared_ptr weak_ptr make_unique make_shared addressof enable_shared_from_this destroy_at"
    std["mutex"] = "mutex lock_guard unique_lock scoped_lock once_flag call_once"
    std["new"] = "nothrow bad_alloc launder"
    std["numeric"] = "accumulate iota reduce gcd lcm midpoint inner_product partial_sum"
    std["optional"] = "optional nullopt make_optional in_place"
    std["random"] = "mt19937 mt19937_64 random_device uniform_int_distribution uniform_real_distribution"
    std["set"] = "set multiset"
    std["string"] = "string u16string to_string getline char_traits stoi"
    std["string_view"] = "string_view u16string_view"
    std["thread"] = "thread this_thread"
    std["tuple"] = "tuple tie make_tuple apply forward_as_tuple ignore"
    std["type_traits"] = "is_same_v is_same decay_t remove_cvref_t enable_if_t is_base_of_v is_enum_v underlying_type_t conditional_t true_type false_type is_void_v invoke_result_t is_integral_v is_convertible_v is_constructible_v is_nothrow_move_constructible_v remove_reference_t void_t is_trivially_copyable_v is_signed_v is_copy_constructible_v is_default_constructible_v make_unsigned_t is_pointer_v is_invocable_v is_arithmetic_v add_const_t is_const_v"
    std["unordered_map"] = "unordered_map"
    std["unordered_set"] = "unordered_set"
    std["utility"] = "move exchange pair swap as_const forward make_pair in_range cmp_less cmp_greater cmp_equal cmp_less_equal cmp_greater_equal index_sequence make_index_sequence in_place_type declval piecewise_construct"
    std["variant"] = "variant visit get_if holds_alternative monostate variant_size_v variant_alternative_t in_place_type get bad_variant_access"
    std["vector"] = "vector"
    for (header in std) {
        n = split(std[header], names, " ")
        for (i = 1; i <= n; i++)
            std_name[header, names[i]] = 1
    }
    # The layers, each of which knows those of a lower rank.
    rank["src/wire"] = 1
    rank["src/client"] = 2
    rank["src/flow"] = 3
    rank["src/recording"] = 4
    rank["src/models"] = 5
    rank["qml"] = rank["widgets"] = 6
    rank["demo"] = 7

    # Qt headers that are included for other names than their own.
    also["QtGlobal"] = also["qglobal.h"] = also["qqml.h"] = also["QtTest"] = "."
    also["QtMath"] = also["QtEndian"] = "^q[A-Z]"
    also["QTest"] = "^(Q[A-Z]+_.*|qExec)$"
    also["QLoggingCategory"] = "^(Q_.*LOGGING_CATEGORY|qC[A-Z].*)$"
    also["QDebug"] = "^(qDebug|qInfo|qWarning|qCritical)$"
    also["QtPlugin"] = "^Q_.*PLUGIN"
    also["QObject"] = also["QMetaType"] = "^Q_(GADGET|OBJECT|NAMESPACE|DECLARE_METATYPE)"
    also["QCoreApplication"] = "^(Q_DECLARE_TR_FUNCTIONS|qApp)$"
    also["QApplication"] = also["QGuiApplication"] = "^(qApp|qGuiApp)$"
    also["QLatin1StringView"] = "^(QLatin1String|_L1)$"
}

function layer_of(file) {
    return match(file, /^(src\/[a-z]+|qml|widgets|demo)\//) ? substr(file, 1, RLENGTH - 1) : ""
}

FNR == 1 {
    begun[FILENAME] = 1
    base = FILENAME
    sub(/.*\//, "", base)
    comment = 0
    order[++files] = FILENAME
    if (base ~ /\.h$/) {
        path_of[base] = path_of[base] ? path_of[base] : FILENAME
        if (FILENAME ~ /^(src|qml|widgets)\// && base !~ /_p\.h$/)
            is_public[base] = 1
    }
}

/^#pragma once/ { once[FILENAME] = 1 }

/^ *#include/ {
    name = $2
    gsub(/[<>"]/, "", name)
    count_of[FILENAME]++
    include_at[FILENAME, count_of[FILENAME]] = name
    quoted[FILENAME, count_of[FILENAME]] = $2 ~ /^"/
    line_at[FILENAME, count_of[FILENAME]] = FNR
    if ((FILENAME, name) in included)
        report(FNR, "included twice: " name)
    included[FILENAME, name] = 1
    kept[FILENAME, count_of[FILENAME]] = / \/\/ / # it says itself what for
    next
}

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
    sub(/\/\/.*/, "", line)
    standard = line
    while (match(standard, /std::[a-z_0-9]+/)) {
        uses_std[FILENAME, substr(standard, RSTART + 5, RLENGTH - 5)] = FNR
        standard = substr(standard, RSTART + RLENGTH)
    }
    n = split(line, tokens, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= n; i++)
        if (tokens[i] != "") {
            if (!((FILENAME, tokens[i]) in token)) {
                token[FILENAME, tokens[i]] = 1
                tokens_of[FILENAME] = tokens_of[FILENAME] " " tokens[i]
            }
            # Types, and what is called.
            if (base ~ /\.h$/ && (tokens[i] ~ /^[A-Z]/ || index(line, tokens[i] "(")))
                declared[base] = declared[base] " " tokens[i]
        }
}

function report(at, text) {
    print (current ? current : FILENAME) ":" at ": " text
    bad++
}

function uses_matching(file, pattern,    all, i, n) {
    n = split(tokens_of[file], all, " ")
    for (i = 1; i <= n; i++)
        if (all[i] ~ pattern)
            return 1
    return 0
}

# verticalScrollBar()->… needs QScrollBar without a word of it.
function uses_getter(file, class) {
    while (match(substr(class, 2), /[A-Z]/))
        class = substr(class, RSTART + 1)
    return index(tolower(tokens_of[file]), tolower(class)) > 0
}

function check_standard(file, name, at,    names, i, n) {
    n = split(std[name], names, " ")
    for (i = 1; i <= n; i++)
        if ((file, names[i]) in uses_std)
            return
    report(at, "not used: <" name ">")
}

END {
    for (f = 1; f <= files; f++) {
        current = order[f]
        base = current
        sub(/.*\//, "", base)
        folder = substr(current, 1, length(current) - length(base))
        stem = base
        sub(/(_p)?\.(h|cpp)$/, "", stem)
        if (base ~ /\.h$/ && !once[current])
            report(1, "no #pragma once")
        if (base ~ /\.cpp$/ && ((folder stem ".h") in begun || (folder stem "_p.h") in begun)) {
            first = include_at[current, 1]
            if (first != stem ".h" && first != stem "_p.h")
                report(1, "its own header is not the first")
        }
        for (i = 1; i <= count_of[current]; i++) {
            name = include_at[current, i]
            at = line_at[current, i]
            is_own = quoted[current, i] && (name == stem ".h" || name == stem "_p.h")
            if ((base in is_public) && current ~ /^(src|qml|widgets)\// && (quoted[current, i] || name ~ /_p\.h$/))
                report(at, "a public header includes " name)
            target = name
            sub(/.*\//, "", target)
            to = layer_of(quoted[current, i] ? "src/" name : path_of[target])
            from = layer_of(current)
            if (!is_own && to != from && (from in rank) && (to in rank) && rank[to] >= rank[from])
                report(at, from " includes " name ", of " to)
            if (current ~ /^demo\/mockserver\// && name ~ /^Noukai\//)
                report(at, "the mock server includes " name ", which it is there to test")
            if (name ~ /^Q[A-Z][A-Za-z0-9]*$/ || name ~ /^(Qt[A-Z][A-Za-z]*)\/\1$/)
                report(at, "not by its module: " name)
            if (kept[current, i])
                continue
            if (name in std)
                check_standard(current, name, at)
            else if (name ~ /^Q[A-Za-z0-9]+\/[A-Za-z0-9.]+$/) {
                class = name
                sub(/.*\//, "", class)
                if (!((current, class) in token) && !((class in also) && uses_matching(current, also[class])) && \
                    !uses_getter(current, class))
                    report(at, "not used: <" name ">")
            } else if (!is_own && name !~ /\.moc$/) {
                header = name
                sub(/.*\//, "", header)
                if ((header in declared)) {
                    n = split(declared[header], names, " ")
                    found = 0
                    for (k = 1; k <= n && !found; k++)
                        found = (current, names[k]) in token && names[k] !~ /^Q/
                    if (!found)
                        report(at, "not used: " name)
                }
            }
        }
    }
    print files " files checked, " bad + 0 " findings"
    exit bad > 0
}
