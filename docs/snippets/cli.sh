#!/bin/sh
# SPDX-License-Identifier: MIT
#! [run]
noukai run acme/spelling/grade-3 --message "The dog runned away"
#! [run]
#! [mock server]
noukai-mockserver --port 8080 &
export NOUKAI_API_KEY=nk_any NOUKAI_BASE_URL=http://127.0.0.1:8080/api/v1
noukai run acme/spelling/grade-3 --message "The dog runned away"
#! [mock server]
