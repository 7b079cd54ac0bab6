// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { traceScope } from "@noukai/sdk";
import { collect, startServer } from "./server.mjs";

let server;
let client;
before(async () => {
  server = await startServer();
  client = server.client({ org: "acme", project: "spelling" });
});
after(() => server.stop());

test("a job is not known, waits, runs and ends", async () => {
  const job = await client.flow("grade-3").executeAsync({ message: "teh cat" });
  const statuses = [];
  for (let i = 0; i < 4; ++i) statuses.push((await job.poll()).status);
  // The first poll finds nothing yet, which the SDK takes for pending.
  assert.deepEqual(statuses, ["pending", "pending", "running", "completed"]);
});

test("wait returns a job's result", async () => {
  const job = await client.flow("grade-3").executeAsync({ message: "teh cat" });
  const status = await job.wait({ pollInterval: 10 });
  assert.equal(status.status, "completed");
  assert.match(status.result, /teh cat/);
});

test("a job that fails says why", async () => {
  const job = await client.flow("acme/etl/import").executeAsync({ message: "prices.csv" });
  const status = await job.wait({ pollInterval: 10 });
  assert.equal(status.status, "failed");
  assert.match(status.error, /no date/);
});

test("a run's trace, one step's trace and all its attempts can be read", async () => {
  const flow = client.flow("grade-3");
  const outcome = await flow.execute({ message: "teh cat" });
  const run = flow.run(outcome.executionId);
  const trace = await run.trace();
  assert.equal(trace.flowRun.status, "completed");
  assert.deepEqual(trace.steps.map((step) => step.stepId), ["correct", "explain"]);
  assert.equal((await run.stepTrace("correct")).tokens.total, 236);
  assert.equal((await run.stepTrace("correct", { attempt: "all" })).attempts.length, 1);
  await assert.rejects(run.stepTrace("nobody"), { name: "FlowNotFoundError", code: "RUN_NOT_FOUND" });
});

test("a finished run's live trace replays it and ends", async () => {
  const flow = client.flow("grade-3");
  const outcome = await flow.execute({ message: "teh cat" });
  const types = (await collect(flow.run(outcome.executionId).liveTrace())).map((event) => event.type);
  assert.equal(types[0], "run_started");
  assert.equal(types.filter((type) => type === "step_completed").length, 2);
  assert.equal(types.at(-1), "flow_completed");
});

test("what ran under a session id is replayed from it", async (t) => {
  const sessionId = randomUUID();
  const flow = client.flow("grade-3");
  const live = await flow.execute({ message: "recorded", sessionId });
  const steps = await collect(flow.steps({ message: "recorded", sessionId }));
  assert.equal(live.sessionId, sessionId);

  process.env.NOUKAI_REPLAY_ENABLED = "true";
  t.after(() => delete process.env.NOUKAI_REPLAY_ENABLED);
  await traceScope(
    async () => {
      const replayed = await flow.execute({ message: "anything" });
      assert.equal(replayed.executionId, live.executionId);
      assert.equal(replayed.result, live.result);
      const again = await collect(flow.steps({ message: "anything" }));
      assert.deepEqual(again.map((step) => step.output), steps.map((step) => step.output));
    },
    { replaySessionId: sessionId, transport: client._transport },
  );
});

test("a session that was never recorded is not found", async (t) => {
  process.env.NOUKAI_REPLAY_ENABLED = "true";
  t.after(() => delete process.env.NOUKAI_REPLAY_ENABLED);
  await assert.rejects(
    traceScope(() => assert.fail("must not run"), { replaySessionId: randomUUID(), transport: client._transport }),
    { name: "ReplaySessionNotFoundError" },
  );
});
