// SPDX-License-Identifier: MIT
#pragma once

// Something that runs over a client and must end while it is whole when the client goes first.
class ClientUser
{
public:
    virtual void cancelForClient() = 0;
    virtual void clientGoing() = 0;

protected:
    ~ClientUser() = default;
};
