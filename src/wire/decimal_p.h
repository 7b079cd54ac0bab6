// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace NoukaiWire
{

// An exact decimal number of any length: the text of a JSON number, exponent allowed, never a binary floating-point
// number. Exponents beyond ±1000 are refused, so that a few hostile bytes cannot ask for a gigabyte of zeros.
class NOUKAI_INTERNAL_EXPORT Decimal
{
public:
    Decimal() = default; // zero

    static std::optional<Decimal> fromString(QStringView text);

    Decimal &operator+=(const Decimal &other);
    Decimal &operator-=(const Decimal &other);
    bool isZero() const;
    bool isNegative() const { return m_negative; }
    QString toString() const; // plain: no exponent, no superfluous zeros ("0.1" and "0.10" print alike)

private:
    void normalize();

    QByteArray m_digits; // most significant first, values 0…9, no leading zeros; empty for zero
    int m_scale = 0;     // digits behind the decimal point
    bool m_negative = false;
};

} // namespace NoukaiWire
