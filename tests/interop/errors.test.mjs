// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlowNotFoundError } from "@noukai/sdk";
import { collect, withServer } from "./server.mjs";

const flowName = "acme/spelling/grade-3";

// Each HTTP error, by the route that answers JSON and by the one that streams.
const cases = [
  ["http-error:status=401", { name: "AuthenticationError", statusCode: 401, code: "UNAUTHORIZED" }],
  ["http-error:status=402", { name: "InsufficientCreditsError", statusCode: 402, code: "INSUFFICIENT_CREDITS" }],
  ["http-error:status=403", { name: "PermissionDeniedError", statusCode: 403, code: "FORBIDDEN" }],
  ["http-error:status=404", { name: "FlowNotFoundError", statusCode: 404, code: "FLOW_NOT_FOUND" }],
  ["http-error:status=429,header=Retry-After:7", { name: "RateLimitError", statusCode: 429, retryAfter: 7 }],
  ["http-error:status=400,code=NO_STEPS,message=empty", { name: "FlowExecutionError", code: "NO_STEPS", message: "empty" }],
  ["http-error:status=409,code=STALE_TREE", { name: "FlowExecutionError", statusCode: 409, code: "STALE_TREE" }],
  ["http-error:status=500", { name: "FlowExecutionError", statusCode: 500, code: "INTERNAL_ERROR" }],
  ["http-error:status=502,form=html", { name: "FlowExecutionError", statusCode: 502 }],
  ["http-error:status=503,code=BILLING_UNAVAILABLE", { name: "FlowExecutionError", code: "BILLING_UNAVAILABLE" }],
  ["cut-before-response", { name: "APIConnectionError" }],
  ["cut-before-response:end=reset", { name: "APIConnectionError" }],
  ["silence-before-headers", { name: "APITimeoutError" }],
];

for (const [fault, expected] of cases) {
  test(`${fault} ends execute and steps as ${expected.name}`, () =>
    withServer(["--fault", `${fault}${fault.includes(":") ? "," : ":"}count=-1`], async (server) => {
      const flow = server.client({ timeout: 300 }).flow(flowName);
      await assert.rejects(flow.execute({ message: "x" }), expected);
      await assert.rejects(collect(flow.steps({ message: "x" })), expected);
    }));
}

test("an error carries the answer's request id", () =>
  withServer(["--fault", "http-error:status=500"], async (server) => {
    const flow = server.client().flow(flowName);
    await assert.rejects(flow.execute({ message: "x" }), (error) => /^req_[0-9a-f]{32}$/.test(error.requestId));
  }));

test("a server error is retried when the client says so", () =>
  withServer(["--fault", "http-error:status=503"], async (server) => {
    const outcome = await server.client({ maxRetries: 1 }).flow(flowName).execute({ message: "x" });
    assert.equal(outcome.status, "completed");
  }));

test("a wrong key is an authentication error", () =>
  withServer([], async (server) => {
    const client = server.client();
    client._transport._headers.set("Authorization", "Bearer wrong");
    await assert.rejects(client.flow(flowName).execute({ message: "x" }), { name: "AuthenticationError" });
  }));

test("a flow that does not exist is not found", () =>
  withServer([], async (server) => {
    await assert.rejects(server.client().flow("acme/no/where").execute({ message: "x" }), FlowNotFoundError);
  }));

test("a missing message is refused by its code", () =>
  withServer([], async (server) => {
    await assert.rejects(server.client().flow(flowName).execute({}), { code: "MISSING_MESSAGE", statusCode: 400 });
  }));

test("a busy flow refuses once and then runs", () =>
  withServer([], async (server) => {
    const flow = server.client().flow("acme/limits/busy");
    await assert.rejects(collect(flow.steps({ message: "x" })), { name: "RateLimitError", retryAfter: 2 });
    assert.equal((await collect(flow.steps({ message: "x" }))).length, 1);
  }));

test("a tool loop without end stops at the client's limit", () =>
  withServer([], async (server) => {
    const flow = server.client().flow("acme/support/refund");
    const tools = [{ type: "function", function: { name: "get_order" } }];
    const toolHandler = () => assert.fail("must not be asked");
    await assert.rejects(collect(flow.steps({ message: "x", tools, toolHandler, maxToolRounds: 0 })), {
      name: "ToolCallLimitError",
      code: "TOOL_CALL_LIMIT_CLIENT",
    });
  }));

test("a stream that is cut is a failure of the reader, not of the server", () =>
  withServer(["--fault", "cut-mid-frame:after=3"], async (server) => {
    const client = server.client();
    await assert.rejects(collect(client.flow(flowName).steps({ message: "x" })));
    assert.equal((await collect(client.flow(flowName).steps({ message: "x" }))).length, 2);
  }));

test("nobody listening is a connection error", async () => {
  const client = await withServer([], async (server) => server.client());
  await assert.rejects(client.flow(flowName).execute({ message: "x" }), { name: "APIConnectionError" });
});
