// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, refundTools, startServer } from "./server.mjs";

let server;
let client;
before(async () => {
  server = await startServer();
  client = server.client({ org: "acme", project: "spelling" });
});
after(() => server.stop());

test("execute runs a flow to its end", async () => {
  const outcome = await client.flow("grade-3").execute({ message: "teh cat" });
  assert.equal(outcome.status, "completed");
  assert.equal(outcome.requiresToolCalls, false);
  assert.equal(outcome.blockCount, 2);
  assert.match(outcome.executionId, /^[0-9a-f-]{36}$/);
  assert.match(outcome.result, /teh cat/);
});

test("execute passes block overrides on", async () => {
  const outcome = await client
    .flow("acme/spelling/grade-3")
    .execute({ message: "teh cat", blockOverrides: { explain: { tone: "stern" } } });
  assert.match(outcome.result, /in a stern way/i);
});

test("a failing flow fails, and succeeds with an override", async () => {
  const flow = client.flow("acme/etl/import");
  const failed = await flow.execute({ message: "prices.csv" });
  assert.equal(failed.status, "failed");
  assert.equal(failed.result.error.code, "DATE_FORMAT_MISMATCH");
  const fixed = await flow.execute({
    message: "prices.csv",
    blockOverrides: { parse: { dateFormat: "dd.MM.yyyy" } },
  });
  assert.equal(fixed.status, "completed");
  assert.match(fixed.result, /prices\.csv/);
});

test("a published version runs, an unknown one does not exist", async () => {
  const outcome = await client.flow("grade-3").execute({ message: "x", version: 2 });
  assert.equal(outcome.status, "completed");
  await assert.rejects(client.flow("grade-3").execute({ message: "x", version: 99 }), { code: "FLOW_NOT_FOUND" });
});

test("a tool handler answers both calls of a round", async () => {
  const asked = [];
  const outcome = await client.flow("acme/support/refund").execute({
    message: "I want my money back",
    tools: refundTools,
    toolHandler: (calls) => {
      asked.push(...calls.map((call) => call.function.name));
      return answer(calls);
    },
  });
  assert.deepEqual(asked, ["get_order", "get_refund_policy"]);
  assert.equal(outcome.status, "completed");
  assert.match(outcome.result, /get_order says \{"orderId":"A-10427"\}/);
  assert.match(outcome.result, /get_refund_policy says/);
});

test("a handler may answer in the short form of the SDK's documentation", async () => {
  const outcome = await client.flow("acme/support/refund").execute({
    message: "I want my money back",
    tools: refundTools,
    toolHandler: (calls) => calls.map((call) => ({ tool_call_id: call.id, output: `short ${call.id}` })),
  });
  assert.match(outcome.result, /short call_order/);
});

test("a pause for tools is resumed by hand", async () => {
  const paused = await client.flow("acme/support/refund").execute({ message: "Money back", tools: refundTools });
  assert.equal(paused.requiresToolCalls, true);
  assert.equal(paused.pausedAtStep, "answer");
  assert.equal(paused.iterationsUsed, 1);
  assert.equal(paused.toolCalls.length, 2);
  const outcome = await paused.resume({ toolResults: answer(paused.toolCalls) });
  assert.equal(outcome.status, "completed");
  assert.equal(outcome.executionId, paused.executionId);
});

test("a round answered in part is refused", async () => {
  const paused = await client.flow("acme/support/refund").execute({ message: "Money back", tools: refundTools });
  await assert.rejects(paused.resume({ toolResults: answer(paused.toolCalls).slice(1) }), {
    name: "FlowExecutionError",
    statusCode: 400,
    code: "TOOL_RESULTS_MISMATCH",
  });
});

test("without tools the model answers without them", async () => {
  const outcome = await client.flow("acme/support/refund").execute({ message: "Money back" });
  assert.equal(outcome.status, "completed");
  assert.match(outcome.result, /cannot see your order/);
});
