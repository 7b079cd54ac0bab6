// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <memory>

namespace mock
{

/*! What a body gives when asked for more. */
struct BodyPiece {
    enum Kind {
        Data,
        Wait,  // ask again after waitMs, or, when that is negative, when woken
        End,   // the body is complete
        Close, // the connection is to be closed in mid-body
        Reset  // the same, with a TCP reset
    };
    Kind kind = End;
    QByteArray data;
    int waitMs = -1;
};

/*!
    A body that is asked for its next piece only when the connection can take it, so that a slow reader slows whatever
    makes the body.
*/
class BodySource
{
public:
    BodySource() = default;
    virtual ~BodySource() = default;
    Q_DISABLE_COPY_MOVE(BodySource)

    virtual BodyPiece next() = 0;
    /*! Called by the connection: \a wake tells it that a waiting body has something new. */
    virtual void setWake(std::function<void()> wake) { m_wake = std::move(wake); }

protected:
    void wake() const
    {
        if (m_wake)
            m_wake();
    }

private:
    std::function<void()> m_wake;
};

/*! A body that hands on what another gives, changed. */
class BodyFilter : public BodySource
{
public:
    explicit BodyFilter(std::unique_ptr<BodySource> inner)
        : m_inner(std::move(inner))
    {
    }
    void setWake(std::function<void()> wake) override { m_inner->setWake(std::move(wake)); }

protected:
    std::unique_ptr<BodySource> m_inner;
};

/*! Bytes that are all there, perhaps cut short. */
std::unique_ptr<BodySource> makeFixedBody(const QByteArray &bytes, BodyPiece::Kind end = BodyPiece::End);
/*! \a inner as gzip, flushed after each piece. */
std::unique_ptr<BodySource> makeGzipBody(std::unique_ptr<BodySource> inner);
/*! \a inner cut into pieces of \a bytes, with \a dripMs of waiting before each. */
std::unique_ptr<BodySource> makeCutBody(std::unique_ptr<BodySource> inner, int bytes, int dripMs);

} // namespace mock
