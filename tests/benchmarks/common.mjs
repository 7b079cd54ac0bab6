// SPDX-License-Identifier: MIT

// What the comparisons over a connection share: the server, the rounds, the table.
import { execFileSync, spawn } from "node:child_process";
import net from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const contender = new URL("contender.mjs", import.meta.url).pathname;

export const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];

export class Verdicts {
  failed = false;

  of(good) {
    this.failed ||= !good;
    return good ? "ok" : "MISSED";
  }
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => { socket.destroy(); resolve(true); });
    socket.once("error", () => resolve(false));
  });
}

/** nghttpx speaks HTTP/2 to the client and HTTP/1.1 to the server behind it: node's own costs more than any client. */
async function startProxy(backend, certificate, key) {
  const probe = net.createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  const proxy = spawn("nghttpx", [`--frontend=127.0.0.1,${port}`, `--backend=127.0.0.1,${backend}`, "--conf=/dev/null",
    "--no-ocsp", "--workers=1", "--single-process", "--log-level=FATAL", "--accesslog-file=/dev/null", key, certificate],
  { stdio: ["ignore", "ignore", "inherit"] });
  while (!await canConnect(port)) {
    if (proxy.exitCode !== null)
      throw new Error("nghttpx ended");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { port, proxy };
}

/** Starts streamserver.mjs with what `program write <file>` makes, calls `body` and cleans up. */
export async function withServer(program, body) {
  const folder = mkdtempSync(join(tmpdir(), "noukai-bench-"));
  const input = join(folder, "stream.sse");
  const certificate = join(folder, "server.crt");
  const key = join(folder, "server.key");
  let server;
  let proxy;
  try {
    execFileSync(program, ["write", input]);
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "7",
      "-subj", "/CN=Benchmark", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
    { stdio: "ignore" });
    server = spawn(process.execPath, [new URL("streamserver.mjs", import.meta.url).pathname, input, certificate, key],
      { stdio: ["ignore", "pipe", "inherit"] });
    const ports = JSON.parse(await new Promise((resolve, reject) => {
      createInterface({ input: server.stdout }).once("line", resolve);
      server.once("exit", () => reject(new Error("the server ended")));
    }));
    server.removeAllListeners("exit");
    ({ proxy, port: ports.http2 } = await startProxy(ports.http, certificate, key));
    return await body({
      input,
      certificate,
      url: (transport) => `${transport === "http" ? "http" : "https"}://127.0.0.1:${ports[transport]}`,
    });
  } finally {
    proxy?.kill();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs each command once a round, in turns, so that a busy machine slows all alike; an array of results for each. */
export function inTurns(commands, rounds) {
  const results = commands.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    commands.forEach(([file, ...args], i) => {
      results[i].push(JSON.parse(execFileSync(file, args, { encoding: "utf8" })));
    });
  }
  return results;
}

export const row = (...cells) => console.log(cells.map(([text, width]) =>
  width < 0 ? String(text).padEnd(-width) : String(text).padStart(width)).join(" "));
