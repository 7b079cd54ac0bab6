// SPDX-License-Identifier: MIT
// A relay that keeps the key: applications post what execute() sends (NoukaiClient: relayUrl = http(s)://this/run), and
// it runs one flow, its own choice, on their behalf. Answers and errors go back as they came.
//   NOUKAI_API_KEY=nk_… NOUKAI_FLOW=acme/support/refund node relay.mjs [port]
// Prints the port. In production put it behind TLS and let only your own users in.
import { createServer } from "node:http";

const { NOUKAI_API_KEY: key, NOUKAI_FLOW: flow = "",
  NOUKAI_BASE_URL: base = "https://api.noukai.dev/api/v1" } = process.env;
const MostBytes = 1 << 20;
const address = `${base.replace(/\/+$/, "")}/seq/${flow.split("/").map(encodeURIComponent).join("/")}/execute`;

const refuse = (response, status, code, message) => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ detail: { code, message } }));
};

async function bodyOf(request) {
  const pieces = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    if (bytes > MostBytes)
      return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function relay(request, response) {
  if (request.method !== "POST" || request.url !== "/run")
    return refuse(response, 404, "NOT_FOUND", "Post to /run.");
  const body = await bodyOf(request);
  if (!body)
    return refuse(response, 413, "BODY_TOO_LARGE", "The call is larger than 1 MB.");
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    return refuse(response, 400, "INVALID_JSON", "The call is no JSON.");
  }
  const headers = { "Authorization": `Bearer ${key}`, "Content-Type": "application/json", "Accept": "application/json",
    "X-Noukai-API-Version": "2026-05-31" };
  if (request.headers["x-session-id"] !== undefined)
    headers["X-Session-Id"] = request.headers["x-session-id"];
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body, redirect: "error" });
  } catch {
    return refuse(response, 502, "UPSTREAM_UNAVAILABLE", "The service cannot be reached.");
  }
  if (!answer.headers.get("content-type")?.startsWith("application/json"))
    return refuse(response, 502, "UPSTREAM_NON_JSON", "The service's answer is no JSON.");
  const passed = { "Content-Type": "application/json" };
  for (const name of ["x-request-id", "retry-after"]) {
    if (answer.headers.has(name))
      passed[name] = answer.headers.get(name);
  }
  response.writeHead(answer.status, passed);
  response.end(Buffer.from(await answer.arrayBuffer()));
}

if (!key || flow.split("/").length !== 3) {
  console.error("relay: set NOUKAI_API_KEY and NOUKAI_FLOW=organization/project/slug");
  process.exit(2);
}
const server = createServer((request, response) => {
  relay(request, response).catch(() => refuse(response, 500, "INTERNAL_ERROR", "The relay failed."));
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.log(server.address().port));
