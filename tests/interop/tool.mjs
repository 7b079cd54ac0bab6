// SPDX-License-Identifier: MIT
// A tool as the program `noukai` calls it: node tool.mjs <name>, with the call's arguments on standard input.
import { readFileSync } from "node:fs";

process.stdout.write(`${process.argv[2]} says ${readFileSync(0, "utf8")}`);
