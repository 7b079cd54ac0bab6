// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QtGlobal>

#include <optional>
#include <utility>

/*!
    \class NoukaiExpected
    \inmodule Noukai
    \brief What a call gave: a value, or the error that kept it from one.

    \code
    flow->execute().then(this, [this](const NoukaiExpected<NoukaiResult> &outcome) {
        if (outcome)
            show(outcome.value().result());
        else
            show(outcome.error().message());
    });
    \endcode

    Futures of this library hold it, so that no error crosses the API as an exception or is lost. It may be copied to
    and read from any thread.
*/
template <typename T>
class NoukaiExpected
{
public:
    /*!
        \fn template <typename T> NoukaiExpected<T>::NoukaiExpected()
        Constructs an outcome that is an error without a kind: of a call that never ended.
    */
    NoukaiExpected() = default;
    /*!
        \fn template <typename T> NoukaiExpected<T>::NoukaiExpected(T value)
        Constructs the outcome of a call that gave \a value.
    */
    NoukaiExpected(T value)
        : m_value(std::move(value))
    {
    }
    /*!
        \fn template <typename T> NoukaiExpected<T>::NoukaiExpected(NoukaiError error)
        Constructs the outcome of a call that failed with \a error.
    */
    NoukaiExpected(NoukaiError error)
        : m_error(std::move(error))
    {
    }

    /*!
        \fn template <typename T> bool NoukaiExpected<T>::hasValue() const
        Returns whether there is a value.
    */
    bool hasValue() const { return m_value.has_value(); }
    /*!
        \fn template <typename T> NoukaiExpected<T>::operator bool() const
        Returns whether there is a value.
    */
    explicit operator bool() const { return hasValue(); }

    /*!
        \fn template <typename T> const T &NoukaiExpected<T>::value() const
        The value. There must be one: asking without is a mistake that debug builds stop at.
    */
    const T &value() const
    {
        Q_ASSERT_X(m_value, "NoukaiExpected::value", "there is no value, but an error");
        return *m_value;
    }
    /*!
        \fn template <typename T> T NoukaiExpected<T>::valueOr(T other) const
        The value, or \a other where there is none.
    */
    T valueOr(T other) const { return m_value ? *m_value : std::move(other); }

    /*!
        \fn template <typename T> const NoukaiError &NoukaiExpected<T>::error() const
        Why there is no value; of kind NoError where there is one.
    */
    const NoukaiError &error() const { return m_error; }

private:
    std::optional<T> m_value;
    NoukaiError m_error;
};
