// SPDX-License-Identifier: MIT

// A FlowView beside a React list in Chromium, both fed with 5,000 step_output a second by the same mock server: what each
// takes of processor and memory. node run.mjs <bench_quick> <folder of the page> <chromium> [rounds] [scale]
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { takenBy } from "./processes.mjs";

const [program, page, chromium, rounds = "3", scale = "1"] = process.argv.slice(2);
const flow = "bench/quick/rate";
const relayProgram = new URL("relay.mjs", import.meta.url).pathname;
const children = new Set();

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A child process and the lines that it prints, one at a time. */
function start(file, args, env = {}, quiet = false) {
  const child = spawn(file, args, { stdio: ["pipe", "pipe", quiet ? "ignore" : "inherit"], env: { ...process.env, ...env } });
  children.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise((resolve) => child.once("exit", () => { children.delete(child); resolve(); }));
  return {
    pid: child.pid,
    async line() {
      const { value, done } = await lines.next();
      if (done)
        throw new Error(`${file} ended`);
      return value;
    },
    async stop() {
      child.stdin.end();
      child.kill();
      await gone;
    },
  };
}

/** What `roots` take: at the beginning of the stream, and when its last event has been drawn. */
async function between(roots, begun, ended) {
  const sum = () => roots.map(({ pid }) => takenBy(pid)).reduce((a, b) => ({
    seconds: a.seconds + b.seconds, megabytes: a.megabytes + b.megabytes, processes: a.processes + b.processes,
  }));
  await begun();
  const before = sum();
  await ended();
  const after = sum();
  return { seconds: after.seconds, streamSeconds: after.seconds - before.seconds, megabytes: after.megabytes, processes: after.processes };
}

async function flowView(address) {
  const view = start(program, ["show", address, "rate"], { QT_QPA_PLATFORM: "offscreen", QT_QUICK_BACKEND: "software" });
  try {
    let last = "";
    const result = await between([view], () => view.line(), async () => { last = await view.line(); });
    return { ...result, characters: JSON.parse(last).length };
  } finally {
    await view.stop();
  }
}

async function react(address) {
  const profile = mkdtempSync(join(tmpdir(), "noukai-bench-"));
  const relay = start(process.execPath, [relayProgram, address, flow, page]);
  let browser;
  try {
    const port = await relay.line();
    browser = start(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1000,800",
      `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`], { LC_ALL: "C.UTF-8" }, true); // it complains that there is no desktop
    let last = "";
    const result = await between([browser, relay], () => relay.line(), async () => { last = await relay.line(); });
    return { ...result, characters: Number(last.split(" ")[1]), relay: takenBy(relay.pid) };
  } finally {
    await browser?.stop();
    await relay.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const server = start(program, ["serve", scale]);
try {
  const address = await server.line();
  const results = { flowView: [], react: [] };
  for (let round = 0; round < Number(rounds); ++round) {
    results.flowView.push(await flowView(address));
    results.react.push(await react(address));
  }
  if (new Set([...results.flowView, ...results.react].map(({ characters }) => characters)).size !== 1)
    throw new Error("not all showed the same");
  const of = (name, member) => median(results[name].map((result) => result[member]));
  console.log(`5,000 step_output a second for ${30 * Number(scale)} s, median of ${rounds} rounds\n`);
  for (const [name, title] of [["flowView", "FlowView, software rendering"], ["react", "React in Chromium, and its relay"]]) {
    console.log(`${title.padEnd(33)} ${of(name, "seconds").toFixed(1).padStart(6)} s of processor, ` +
      `${of(name, "streamSeconds").toFixed(1).padStart(6)} of them while it streams; ${of(name, "megabytes").toFixed(0).padStart(5)} MB ` +
      `in ${of(name, "processes")} processes`);
  }
  const relay = median(results.react.map(({ relay }) => relay.seconds));
  console.log(`the relay alone                   ${relay.toFixed(1).padStart(6)} s of processor`);
  console.log(`ratio: processor ${(of("react", "seconds") / of("flowView", "seconds")).toFixed(2)}, ` +
    `while it streams ${(of("react", "streamSeconds") / of("flowView", "streamSeconds")).toFixed(2)}, ` +
    `memory ${(of("react", "megabytes") / of("flowView", "megabytes")).toFixed(2)}`);
} finally {
  await server.stop();
  children.forEach((child) => child.kill());
}
