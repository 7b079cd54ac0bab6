// SPDX-License-Identifier: MIT
#include "decimal_p.h"

#include <algorithm>

namespace NoukaiWire
{

namespace
{

constexpr int MaximumExponent = 1000;
constexpr qsizetype MaximumDigits = 4096;

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9'); // QChar::isDigit() takes other scripts' digits too
}

// Appends the digits at the start of `text` to `digits` and answers what follows them.
QStringView takeDigits(QStringView text, QByteArray &digits)
{
    qsizetype count = 0;
    while (count < text.size() && isDigit(text[count]))
        digits.append(char(text[count++].unicode() - u'0'));
    return text.sliced(count);
}

// The exponent behind "e", nothing when it is malformed or out of range.
std::optional<int> exponentOf(QStringView text)
{
    const bool negative = text.startsWith(QLatin1Char('-'));
    if (negative || text.startsWith(QLatin1Char('+')))
        text = text.sliced(1);
    if (text.isEmpty())
        return std::nullopt;
    int exponent = 0;
    for (const QChar c : text) {
        if (!isDigit(c))
            return std::nullopt;
        exponent = exponent * 10 + (c.unicode() - u'0');
        if (exponent > MaximumExponent)
            return std::nullopt;
    }
    return negative ? -exponent : exponent;
}

void dropLeadingZeros(QByteArray &digits)
{
    const auto first = std::find_if(digits.cbegin(), digits.cend(), [](char digit) { return digit != 0; });
    digits.remove(0, first - digits.cbegin());
}

// Both operands have the same number of digits; the result may have one more.
QByteArray sum(const QByteArray &a, const QByteArray &b)
{
    QByteArray result(a.size() + 1, '\0');
    char carry = 0;
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        const char digit = char(a[i] + b[i] + carry);
        carry = digit >= 10 ? 1 : 0;
        result[i + 1] = char(carry ? digit - 10 : digit);
    }
    result[0] = carry;
    return result;
}

// a - b for a >= b of the same number of digits.
QByteArray difference(const QByteArray &a, const QByteArray &b)
{
    QByteArray result(a.size(), '\0');
    char borrow = 0;
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        const char digit = char(a[i] - b[i] - borrow);
        borrow = digit < 0 ? 1 : 0;
        result[i] = char(borrow ? digit + 10 : digit);
    }
    return result;
}

} // namespace

std::optional<Decimal> Decimal::fromString(QStringView text)
{
    // Longer than any number within the limits; also keeps the loops below short for hostile text.
    if (text.size() > MaximumDigits + 16)
        return std::nullopt;

    Decimal number;
    number.m_negative = text.startsWith(QLatin1Char('-'));
    if (number.m_negative)
        text = text.sliced(1);

    QStringView rest = takeDigits(text, number.m_digits);
    const qsizetype integerDigits = number.m_digits.size();
    if (integerDigits == 0 || (integerDigits > 1 && number.m_digits.front() == 0))
        return std::nullopt;

    if (rest.startsWith(QLatin1Char('.'))) {
        rest = takeDigits(rest.sliced(1), number.m_digits);
        if (number.m_digits.size() == integerDigits)
            return std::nullopt;
    }
    number.m_scale = int(number.m_digits.size() - integerDigits);
    if (number.m_digits.size() > MaximumDigits)
        return std::nullopt;

    if (!rest.isEmpty()) {
        if (rest.front() != QLatin1Char('e') && rest.front() != QLatin1Char('E'))
            return std::nullopt;
        const std::optional<int> exponent = exponentOf(rest.sliced(1));
        if (!exponent)
            return std::nullopt;
        number.m_scale -= *exponent;
    }
    number.normalize();
    return number;
}

// One form per value: no zeros before the first digit, none at the end of a fraction, no negative scale, no minus zero.
void Decimal::normalize()
{
    dropLeadingZeros(m_digits);
    while (m_scale > 0 && m_digits.endsWith('\0')) {
        m_digits.chop(1);
        --m_scale;
    }
    if (m_digits.isEmpty()) {
        m_scale = 0;
        m_negative = false;
    } else if (m_scale < 0) {
        m_digits.append(-m_scale, '\0');
        m_scale = 0;
    }
}

Decimal &Decimal::operator+=(const Decimal &other)
{
    QByteArray a = m_digits;
    QByteArray b = other.m_digits;
    const int scale = std::max(m_scale, other.m_scale);
    a.append(scale - m_scale, '\0');
    b.append(scale - other.m_scale, '\0');
    const qsizetype size = std::max(a.size(), b.size());
    a.prepend(size - a.size(), '\0');
    b.prepend(size - b.size(), '\0');

    if (m_negative == other.m_negative) {
        m_digits = sum(a, b);
    } else if (a >= b) {
        m_digits = difference(a, b);
    } else {
        m_digits = difference(b, a);
        m_negative = other.m_negative;
    }
    m_scale = scale;
    normalize();
    return *this;
}

Decimal &Decimal::operator-=(const Decimal &other)
{
    Decimal opposite = other;
    opposite.m_negative = !other.isZero() && !other.m_negative;
    return *this += opposite;
}

bool Decimal::isZero() const
{
    return m_digits.isEmpty();
}

QString Decimal::toString() const
{
    QString text;
    text.reserve(std::max<qsizetype>(m_digits.size(), m_scale) + 3);
    if (m_negative)
        text += QLatin1Char('-');
    const qsizetype integerDigits = m_digits.size() - m_scale;
    if (integerDigits <= 0)
        text += QLatin1Char('0');
    for (qsizetype i = std::min<qsizetype>(integerDigits, 0); i < m_digits.size(); ++i) {
        if (i == integerDigits)
            text += QLatin1Char('.');
        text += QChar(u'0' + (i < 0 ? 0 : m_digits[i]));
    }
    return text;
}

} // namespace NoukaiWire
