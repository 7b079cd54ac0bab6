// SPDX-License-Identifier: MIT

// Serves a recorded event stream as fast as it is taken: node streamserver.mjs <file> <certificate> <key>
// Prints one line of JSON with the ports of http and https. The first segment of a request's path says how:
//   /warm …            a flow of two events
//   /event …, /16384 … the file, an HTTP chunk per event or per so many bytes
//   /paced …           5,000 events a second for 4 s, each with the time at which it was written, in µs of the system's
//                      monotonic clock
// HTTP/1.1 is spoken by hand, with the chunks framed beforehand, so that the server is no bottleneck.
import { readFileSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";

const [file, certificate, key] = process.argv.slice(2);
const credentials = { cert: readFileSync(certificate), key: readFileSync(key) };
const recorded = readFileSync(file);
const first = 'event: run_started\ndata: {"executionId":"e-1","stepCount":7}\n\n';
const last = 'event: flow_completed\ndata: {"result":"done"}\n\n';
const WriteBytes = 256 * 1024;

function pieces(kind) {
  if (kind === "warm")
    return [Buffer.from(first), Buffer.from(last)];
  const all = [Buffer.from(first)];
  if (kind === "event") {
    for (let at = 0; at < recorded.length;) {
      const end = recorded.indexOf("\n\n", at) + 2;
      all.push(recorded.subarray(at, end));
      at = end;
    }
  } else {
    for (let at = 0; at < recorded.length; at += Number(kind))
      all.push(recorded.subarray(at, at + Number(kind)));
  }
  all.push(Buffer.from(last));
  return all;
}

const chunk = (piece) => Buffer.concat([Buffer.from(piece.length.toString(16) + "\r\n"), piece, Buffer.from("\r\n")]);
const head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

const cache = new Map();
function framed(kind) {
  if (!cache.has(kind))
    cache.set(kind, Buffer.concat([Buffer.from(head), ...pieces(kind).map(chunk), Buffer.from("0\r\n\r\n")]));
  return cache.get(kind);
}

async function writeAll(to, buffers) {
  for (const buffer of buffers) {
    if (!to.write(buffer))
      await new Promise((resolve) => to.once("drain", resolve));
    if (to.destroyed)
      return;
  }
}

function slices(buffer) {
  const all = [];
  for (let at = 0; at < buffer.length; at += WriteBytes)
    all.push(buffer.subarray(at, at + WriteBytes));
  return all;
}

function paced(socket) {
  const perTick = 5;
  const ticks = 4000;
  const begin = performance.now();
  const write = (text) => socket.write(chunk(Buffer.from(text)));
  let tick = 0;
  socket.write(head);
  write(first);
  const timer = setInterval(() => {
    for (; tick < ticks && tick <= performance.now() - begin; ++tick) {
      for (let i = 0; i < perTick; ++i) {
        const now = process.hrtime.bigint() / 1000n;
        write(`event: step_output\ndata: {"stepId":"s","outputData":"${now}"}\n\n`);
      }
    }
    if (tick >= ticks) {
      clearInterval(timer);
      write(last);
      socket.write("0\r\n\r\n");
    }
  }, 1);
}

function serve(socket) {
  let received = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    const end = received.indexOf("\r\n\r\n");
    const length = /content-length: (\d+)/i.exec(received.subarray(0, end).toString("latin1"));
    if (end < 0 || received.length < end + 4 + Number(length?.[1] ?? 0))
      return;
    const kind = received.toString("latin1").split("/")[1];
    received = Buffer.alloc(0);
    if (kind === "paced")
      paced(socket);
    else
      writeAll(socket, slices(framed(kind)));
  });
}

const listeners = {
  http: net.createServer(serve),
  https: tls.createServer({ ...credentials, ALPNProtocols: ["http/1.1"] }, serve),
};
const ports = {};
for (const [name, server] of Object.entries(listeners)) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  ports[name] = server.address().port;
}
console.log(JSON.stringify(ports));
