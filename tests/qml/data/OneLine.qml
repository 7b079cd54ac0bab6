// SPDX-License-Identifier: MIT
import QtQml
import Noukai

NoukaiFlow { identifier: "acme/demo/two-steps"; message: "Hello" }
