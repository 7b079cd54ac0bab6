// SPDX-License-Identifier: MIT

// One measurement of the published SDK over HTTP: node contender.mjs endtoend|latency <address>
import { Noukai } from "@noukai/sdk";

const [what, address] = process.argv.slice(2);
const client = new Noukai({ apiKey: "nk_benchmark", env: "dev", maxRetries: 0, timeout: 60_000 });

function events(kind) {
  // The SDK knows two addresses only.
  client._transport.baseUrl = `${address}/${kind}`;
  return client.flow("bench/mark/flow").events({ message: "go", runRemaining: true });
}

async function endtoend(kind) {
  const counts = { events: 0, characters: 0 };
  const begin = performance.now();
  for await (const event of events(kind)) {
    ++counts.events;
    if (event.type === "step_output")
      counts.characters += event.outputData.length;
  }
  return { ...counts, ms: performance.now() - begin };
}

async function latency() {
  const waits = [];
  for await (const event of events("paced")) {
    if (event.type === "step_output")
      waits.push(Number(process.hrtime.bigint() / 1000n - BigInt(event.outputData)));
  }
  waits.splice(0, waits.length / 10); // while everything warms up
  waits.sort((a, b) => a - b);
  return { events: waits.length, p50: waits[Math.floor(waits.length * 0.5)], p99: waits[Math.floor(waits.length * 0.99)] };
}

if (what === "latency") {
  await endtoend("warm");
  console.log(JSON.stringify(await latency()));
} else {
  await endtoend("event"); // warm up
  console.log(JSON.stringify(await endtoend(process.argv[4])));
}
process.exit(0);
