// SPDX-License-Identifier: MIT
// Every flow of the mock server, run by the published SDK and by this project's own program: both must be told the
// same, member for member. What differs on purpose is listed here, with the reason.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { answer, collect, refundTools, startServer } from "./server.mjs";

const run = promisify(execFile);
const program = process.env.NOUKAI_PROGRAM;
let server;
before(async () => {
  if (!program) throw new Error("NOUKAI_PROGRAM must name the program noukai");
  server = await startServer();
});
after(() => server.stop());

// Each run has ids of its own, and both name the event outside its members.
const comparable = (members, ids) => {
  const { type, eventType, ...rest } = members;
  return JSON.parse(ids.reduce((text, id) => text.replaceAll(id, "ID"), JSON.stringify(rest)));
};

async function toldToTheSdk(flow, options) {
  const events = await collect(server.client().flow(flow).events(options));
  const ids = [...new Set(events.map((event) => event.executionId).filter(Boolean))];
  return events.map((event) => ({ type: event.type, members: comparable(event, ids) }));
}

async function toldToUs(flow, args) {
  // A flow that fails ends the program with 1; what it told stands in its output all the same.
  const { stdout } = await run(program, ["run", flow, "--json", ...args], {
    env: { ...process.env, NOUKAI_API_KEY: "nk_interop", NOUKAI_BASE_URL: server.baseUrl },
    maxBuffer: 64 << 20,
  }).catch((failure) => failure);
  const lines = stdout.trim().split("\n").map((line) => JSON.parse(line)).filter((line) => line.data);
  const ids = [...new Set(lines.map((line) => line.data.executionId).filter(Boolean))];
  return lines.map(({ event, stepIndex, data }) => {
    const members = comparable(data, ids);
    // The server counts within a stream; the SDK and we count within the flow, and put it where the server's stood.
    if (stepIndex !== undefined && "stepIndex" in members)
      members.stepIndex = stepIndex;
    return { type: event, members };
  });
}

const withoutIndices = (events) => events.map(({ type, members: { stepIndex, ...rest } }) => ({ type, members: rest }));
const only = (type) => (events) => events.filter((event) => event.type === type);
const sorted = (events) => events.map((event) => JSON.stringify(event)).sort();

// The SDK keeps to itself what it does not know, and pauses that a handler answers; we tell them all.
const keptByTheSdk = new Set(["step_progress", "loop_completed", "step_paused_for_tool_calls"]);

// The SDK stamps completions with an index too where the server gave none. Ours stands beside the event, not in its data.
function alike(sdk, own) {
  const known = own.filter((event) => !keptByTheSdk.has(event.type));
  assert.deepEqual(known.map((event) => event.type), sdk.map((event) => event.type));
  sdk.forEach((event, i) => {
    if (!("stepIndex" in known[i].members))
      delete event.members.stepIndex;
    assert.deepEqual(known[i], event, `event ${i}, ${event.type}`);
  });
}

for (const [flow, message] of [
  ["acme/spelling/grade-3", "The cat"],
  ["acme/research/report", "Tea"],
  ["acme/etl/import", "prices.csv"],
]) {
  test(`${flow}, step by step`, async () => {
    alike(await toldToTheSdk(flow, { message }), await toldToUs(flow, ["--message", message]));
  });
  test(`${flow}, in one stream`, async () => {
    alike(await toldToTheSdk(flow, { message, runRemaining: true }),
      await toldToUs(flow, ["--message", message, "--remaining"]));
  });
}

test("acme/support/refund, with tools", async () => {
  const flow = "acme/support/refund";
  const tools = refundTools.map(({ function: { name } }) => ["--tool", `${name}=${process.execPath} tool.mjs ${name}`]).flat();
  alike(await toldToTheSdk(flow, { message: "Money", tools: refundTools, toolHandler: answer }),
    await toldToUs(flow, ["--message", "Money", ...tools]));
});

// In a step by step run the SDK counts each iteration as a step of the flow and asks for one that is not there.
test("acme/translate/chapters, in one stream: a loop", async () => {
  const flow = "acme/translate/chapters";
  const [sdk, own] = await Promise.all([
    toldToTheSdk(flow, { message: "Book", runRemaining: true }),
    toldToUs(flow, ["--message", "Book", "--remaining"]),
  ]);
  alike(withoutIndices(sdk), withoutIndices(own));
});

// Blocks that run at the same time have an index each; the SDK gives all that started before the first one completed the
// same.
test("acme/review/contract, in one stream: parallel blocks", async () => {
  const flow = "acme/review/contract";
  const [sdk, own] = await Promise.all([
    toldToTheSdk(flow, { message: "NDA", runRemaining: true }),
    toldToUs(flow, ["--message", "NDA", "--remaining"]),
  ]);
  alike(withoutIndices(sdk), withoutIndices(own));
  const indices = only("step_started")(own).map(({ members }) => members.stepIndex);
  assert.deepEqual(indices, [0, 1, 2, 3, 4]);
  assert.deepEqual(sorted(withoutIndices(only("step_completed")(sdk))), sorted(withoutIndices(only("step_completed")(own))));
});

// A start that is refused tells neither of them anything; the next one goes through.
test("acme/limits/busy, refused once", async () => {
  const flow = "acme/limits/busy";
  const options = { message: "Now" };
  await assert.rejects(toldToTheSdk(flow, options), { name: "RateLimitError" });
  const sdk = await toldToTheSdk(flow, options);
  assert.deepEqual(await toldToUs(flow, ["--message", "Now"]), []);
  alike(sdk, await toldToUs(flow, ["--message", "Now"]));
});
