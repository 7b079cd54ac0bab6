// SPDX-License-Identifier: MIT

// From the socket to typed signals, beside what QNetworkAccessManager alone takes for the same answer and beside the
// published SDK: node run.mjs <bench_endtoend> [rounds]. Exits with 1 where a target is missed.
import { contender, inTurns, median, row, Verdicts, withServer } from "../common.mjs";

const [program, rounds = "5"] = process.argv.slice(2);
const MostMegabytes = 25;
const MostOfDrain = 1.15;
const LeastOfSdk = { http: 0, https: 1.6, http2: 2.8 };
const names = { http: "HTTP/1.1", https: "TLS, HTTP/1.1", http2: "TLS, HTTP/2" };
const kinds = { event: "a chunk per event", 16384: "chunks of 16 KiB", 65536: "chunks of 64 KiB" };
const verdicts = new Verdicts();

await withServer(program, ({ certificate, url }) => {
  console.log(`End to end over loopback, 200,000 events, median of ${rounds} rounds\n`);
  row(["", -34], ["events/s", 10], ["of drain", 9], ["target", 15], ["of SDK", 8], ["target", 15], ["MB above idle", 14]);
  for (const [kind, kindName] of Object.entries(kinds)) {
    const transports = Object.keys(names);
    const results = inTurns([
      [process.execPath, contender, "endtoend", url("http"), kind],
      ...transports.flatMap((transport) => ["noukai", "drain"].map((what) => [program, what, url(transport), certificate, kind])),
    ], Number(rounds));
    const [sdk, ...own] = results;
    const sdkMs = median(sdk.map(({ ms }) => ms));
    const { events, characters } = sdk[0];
    transports.forEach((transport, i) => {
      const [noukai, drain] = [own[2 * i], own[2 * i + 1]];
      const ms = median(noukai.map((one) => one.ms));
      const ofDrain = ms / median(drain.map((one) => one.ms));
      const ofSdk = sdkMs / ms;
      const least = kind === "event" ? LeastOfSdk[transport] : 0;
      const megabytes = Math.max(...noukai.map(({ peakKb }) => peakKb)) / 1024;
      row([`${names[transport]}, ${kindName}`, -34], [Math.round(events / ms * 1e3).toLocaleString("en"), 10],
        [ofDrain.toFixed(2), 9], [`<= ${MostOfDrain} ${verdicts.of(ofDrain <= MostOfDrain)}`, 15],
        [ofSdk.toFixed(2), 8], [least ? `>= ${least} ${verdicts.of(ofSdk >= least)}` : "", 15],
        [megabytes.toFixed(1), 6], [`<= ${MostMegabytes} ${verdicts.of(megabytes <= MostMegabytes)}`, 7]);
      verdicts.of(noukai.every((one) => one.events === events && one.characters === characters));
    });
    row(["@noukai/sdk, HTTP/1.1, " + kindName, -42], [Math.round(events / sdkMs * 1e3).toLocaleString("en"), 2]);
  }
  console.log(verdicts.failed ? "\nA target was missed, or not all read the same." : "\nAll read the same.");
});
process.exitCode = verdicts.failed ? 1 : 0;
