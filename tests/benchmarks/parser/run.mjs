// SPDX-License-Identifier: MIT

// Compares the parser and decoder with others on the same input: node run.mjs <bench_parser> [rounds]
// Rounds take turns, so that a busy machine slows all alike. Exits with 1 where a target is missed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, rounds = "5"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "noukai-bench-"));
const input = join(folder, "stream.sse");
const contender = new URL("contender.mjs", import.meta.url).pathname;

const contenders = [
  { name: "Noukai, typed values", command: (size) => [program, "noukai", input, size] },
  { name: "bare loop, simdjson DOM, QString", command: (size) => [program, "bare", input, size], atLeast: 0.5 },
  { name: "bare loop, simdjson DOM, views", command: (size) => [program, "views", input, size] },
  { name: "eventsource-parser + JSON.parse", command: (size) => [process.execPath, contender, "eventsource", input, size], atLeast: 3 },
  { name: "@noukai/sdk parser", command: (size) => [process.execPath, contender, "sdk", input, size], atLeast: 6 },
];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function measure(contenders, size) {
  const results = contenders.map(() => []);
  for (let round = 0; round < Number(rounds); ++round) {
    contenders.forEach(({ command }, i) => {
      const [file, ...args] = command(String(size));
      results[i].push(JSON.parse(execFileSync(file, args, { encoding: "utf8" })));
    });
  }
  return results;
}

// Who counts other events or another text has read something else.
function sameReading(results) {
  const [first] = results[0];
  return results.every((result, i) => result.every(({ events, characters }) =>
    events === first.events && (contenders[i].name.endsWith("views") || characters === first.characters)));
}

let failed = false;
function verdict(good) {
  failed ||= !good;
  return good ? "ok" : "MISSED";
}

try {
  execFileSync(program, ["write", input]);
  const megabytes = statSync(input).size / 1e6;
  console.log(`Parser and decoder: ${megabytes.toFixed(1)} MB, median of ${rounds} rounds\n`);
  for (const size of [16384, 1400]) {
    const results = measure(contenders, size);
    const own = results[0];
    const ms = results.map((result) => median(result.map((one) => one.ms)));
    console.log(`reads of ${size} bytes`.padEnd(34), "events/s".padStart(12), "MB/s".padStart(8), "ratio".padStart(7), " target");
    contenders.forEach(({ name, atLeast }, i) => {
      const ratio = ms[i] / ms[0];
      const target = atLeast ? `>= ${atLeast}  ${verdict(ratio >= atLeast)}` : "";
      console.log(name.padEnd(34), Math.round(own[0].events / ms[i] * 1e3).toLocaleString("en").padStart(12),
        (megabytes / ms[i] * 1e3).toFixed(0).padStart(8), (i ? ratio.toFixed(2) : "").padStart(7), "", target);
    });
    const flat = median(own.map((one) => one.lastTenthMs / one.firstTenthMs));
    console.log("cost of the last tenth / the first".padEnd(34), "".padStart(21), flat.toFixed(2).padStart(7),
      ` <= 1.1  ${verdict(flat <= 1.1)}`);
    console.log("all read the same".padEnd(34), "".padStart(29), ` ${verdict(sameReading(results))}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
