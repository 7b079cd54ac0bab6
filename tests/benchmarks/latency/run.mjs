// SPDX-License-Identifier: MIT

// How long an event takes from the server's write to the application, at 5,000 events a second, beside the published
// SDK: node run.mjs <bench_endtoend> [rounds]. Exits with 1 where the target is missed.
import { contender, inTurns, median, row, Verdicts, withServer } from "../common.mjs";

const [program, rounds = "5"] = process.argv.slice(2);
const MostOfSdk = 0.75;
const verdicts = new Verdicts();

await withServer(program, ({ certificate, url }) => {
  const [noukai, sdk, secure] = inTurns([
    [program, "latency", url("http"), certificate],
    [process.execPath, contender, "latency", url("http")],
    [program, "latency", url("http2"), certificate],
  ], Number(rounds));
  console.log(`From the server's write to the signal at 5,000 events/s, median of ${rounds} rounds\n`);
  row(["", -24], ["p50 µs", 8], ["p99 µs", 8]);
  for (const [name, results] of [["Noukai, HTTP/1.1", noukai], ["Noukai, TLS and HTTP/2", secure], ["@noukai/sdk, HTTP/1.1", sdk]])
    row([name, -24], ...["p50", "p99"].map((p) => [median(results.map((one) => one[p])), 8]));
  const ratio = median(noukai.map(({ p99 }) => p99)) / median(sdk.map(({ p99 }) => p99));
  console.log(`\np99 of @noukai/sdk's: ${ratio.toFixed(2)}, target <= ${MostOfSdk}  ${verdicts.of(ratio <= MostOfSdk)}`);
  verdicts.of(noukai.concat(sdk).every(({ events }) => events === noukai[0].events));
});
process.exitCode = verdicts.failed ? 1 : 0;
