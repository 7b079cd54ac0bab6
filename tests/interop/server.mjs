// SPDX-License-Identifier: MIT
// Starts a mock server on a free port, and makes clients of the published SDK that talk to it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Noukai } from "@noukai/sdk";

// The SDK leaves a timer of `timeout` behind for each stream, and node would wait for them all at the end. While a test
// runs, its server's process keeps node awake.
const startTimer = globalThis.setTimeout;
globalThis.setTimeout = (...args) => startTimer(...args).unref();

export async function startServer(...options) {
  const program = process.env.NOUKAI_MOCKSERVER;
  if (!program) throw new Error("NOUKAI_MOCKSERVER must name the program noukai-mockserver");
  const child = spawn(program, ["--port", "0", "--speed", "0", "--quiet", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const baseUrl = await new Promise((resolve, reject) => {
    lines.once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    baseUrl,
    client(settings = {}) {
      const client = new Noukai({ apiKey: "nk_interop", env: "dev", maxRetries: 0, timeout: 30_000, ...settings });
      // The SDK knows two addresses only; a free port is neither.
      client._transport.baseUrl = baseUrl;
      return client;
    },
    stop() {
      child.removeAllListeners("exit");
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      return gone;
    },
  };
}

/** Runs `body` with a server that is stopped afterwards, whatever happens. */
export async function withServer(options, body) {
  const server = await startServer(...options);
  try {
    return await body(server);
  } finally {
    await server.stop();
  }
}

export const refundTools = ["get_order", "get_refund_policy"].map((name) => ({
  type: "function",
  function: { name, description: name, parameters: { type: "object", properties: {} } },
}));

/** One result per call, as OpenAI's messages have it. */
export function answer(toolCalls) {
  return toolCalls.map((call) => ({
    role: "tool",
    tool_call_id: call.id,
    content: `${call.function.name} says ${call.function.arguments}`,
  }));
}

export async function collect(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}
