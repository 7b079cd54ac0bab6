// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, collect, refundTools, startServer } from "./server.mjs";

let server;
let client;
before(async () => {
  server = await startServer();
  client = server.client({ org: "acme", project: "spelling" });
});
after(() => server.stop());

const types = (events) => events.map((event) => event.type);

test("steps yields each finished step", async () => {
  const steps = await collect(client.flow("grade-3").steps({ message: "teh cat" }));
  assert.deepEqual(steps.map((step) => step.stepId), ["correct", "explain"]);
  assert.deepEqual(steps.map((step) => step.stepIndex), [0, 1]);
  assert.equal(steps[0].tokens.total, 236);
  assert.equal(steps[1].costUsd, "1.7175e-3");
  // The second call carried the first step's output.
  assert.ok(steps[1].output.includes(steps[0].output));
});

test("events yields everything, a pause between the steps too", async () => {
  const events = await collect(client.flow("grade-3").events({ message: "teh cat", trace: true }));
  const seen = types(events);
  assert.equal(seen[0], "run_started");
  assert.equal(seen.filter((type) => type === "run_started").length, 1);
  assert.equal(seen.filter((type) => type === "step_started").length, 2);
  assert.equal(seen.filter((type) => type === "step_input").length, 2);
  assert.equal(seen.filter((type) => type === "step_paused").length, 1);
  assert.equal(seen.at(-1), "flow_completed");
  const chunks = events.filter((event) => event.type === "step_output" && event.stepId === "correct");
  const completed = events.find((event) => event.type === "step_completed" && event.stepId === "correct");
  assert.equal(chunks.map((event) => event.outputData).join(""), completed.output);
});

test("runRemaining needs one stream and no pause", async () => {
  const events = await collect(client.flow("grade-3").events({ message: "teh cat", runRemaining: true }));
  assert.ok(!types(events).includes("step_paused"));
  assert.equal(types(events).at(-1), "flow_completed");
});

test("blocks that run at the same time arrive interleaved", async () => {
  const events = await collect(client.flow("acme/review/contract").events({ message: "NDA", runRemaining: true }));
  const order = events.filter((event) => event.type === "step_output").map((event) => event.stepId);
  assert.ok(order.lastIndexOf("privacy") > order.indexOf("legal"));
  assert.ok(order.indexOf("privacy") < order.lastIndexOf("legal"));
  assert.equal(types(events).at(-1), "flow_completed");
});

test("a loop starts its steps again", async () => {
  const events = await collect(client.flow("acme/translate/chapters").events({ message: "Book", runRemaining: true }));
  const started = events.filter((event) => event.type === "step_started").map((event) => event.stepId);
  assert.equal(started.filter((id) => id === "translate").length, 4);
  assert.match(events.at(-1).result, /Grandmother|Großmutter/);
});

test("two megabytes arrive whole", async () => {
  const events = await collect(client.flow("acme/research/report").events({ message: "Tea", runRemaining: true }));
  const text = events
    .filter((event) => event.type === "step_output" && event.stepId === "report")
    .map((event) => event.outputData)
    .join("");
  assert.ok(Buffer.byteLength(text) >= 2_000_000);
  assert.equal(events.find((event) => event.type === "step_completed" && event.stepId === "report").output, text);
});

test("a step that fails ends the stream", async () => {
  const events = await collect(client.flow("acme/etl/import").events({ message: "prices.csv", runRemaining: true }));
  assert.equal(events.at(-1).type, "step_error");
  assert.equal(events.at(-1).error.code, "DATE_FORMAT_MISMATCH");
});

test("a step succeeds once what it reads is overridden", async () => {
  const events = await collect(
    client.flow("acme/etl/import").events({
      message: "prices.csv",
      inputOverrides: { read: { file: "prices.csv", sample: "4711;19,90;2026-04-03" } },
    }),
  );
  assert.equal(events.at(-1).type, "flow_completed");
});

test("a tool handler answers in the middle of a stream", async () => {
  const events = await collect(
    client.flow("acme/support/refund").events({
      message: "Money back",
      tools: refundTools,
      toolHandler: (calls) => answer(calls),
    }),
  );
  assert.equal(events.at(-1).type, "flow_completed");
  assert.match(events.at(-1).result, /get_order says/);
});

test("an event that asks for tools is resumed by hand", async () => {
  const seen = [];
  for await (const event of client.flow("acme/support/refund").events({ message: "Money", tools: refundTools })) {
    seen.push(event);
    if (event.type === "tool_calls_required") await event.resume({ toolResults: answer(event.toolCalls) });
  }
  const pause = seen.find((event) => event.type === "tool_calls_required");
  assert.equal(pause.stepIndex, 1);
  assert.deepEqual(Object.keys(pause.accumulatedOutputs), ["classify"]);
  assert.equal(seen.at(-1).type, "flow_completed");
});

test("a reader that leaves early does not disturb the server", async () => {
  for await (const event of client.flow("acme/research/report").events({ message: "Tea", runRemaining: true })) {
    if (event.type === "step_output") break;
  }
  const outcome = await client.flow("grade-3").execute({ message: "still there?" });
  assert.equal(outcome.status, "completed");
});

for (const fault of ["gzip", "one-byte-chunks", "bom", "slow-drip:bytes=400,delay=1"]) {
  test(`a stream is read whole with ${fault}`, async () => {
    const spoilt = await startServer("--fault", `${fault}${fault.includes(":") ? "," : ":"}count=-1`);
    try {
      const flow = spoilt.client().flow("acme/spelling/grade-3");
      const steps = await collect(flow.steps({ message: "teh cat" }));
      assert.equal(steps.length, 2);
    } finally {
      await spoilt.stop();
    }
  });
}
