// SPDX-License-Identifier: MIT

// What stands between a page and the service, so that the key stays out of the page: node relay.mjs <address> <flow> <page>
// It reads the flow with @noukai/sdk and passes its events on to an EventSource. Prints its port, then "begin" when the
// page asks for the events and "end <characters>" when the page has drawn the last of them.
import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Noukai } from "@noukai/sdk";

const [address, flow, page] = process.argv.slice(2);
const client = new Noukai({ apiKey: "nk_benchmark", env: "dev", maxRetries: 0, timeout: 600_000 });
client._transport.baseUrl = address; // the SDK knows two addresses only
const files = { "/": ["text/html", "page.html"], "/page.js": ["text/javascript", "page.js"] };

async function passOn(response) {
  console.log("begin");
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  for await (const event of client.flow(flow).events({ message: "go", runRemaining: true })) {
    if (!response.write(`data: ${JSON.stringify(event)}\n\n`))
      await once(response, "drain");
  }
  response.end("event: end\ndata: {}\n\n");
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname === "/events") {
    passOn(response).catch((error) => { console.error(error); process.exit(1); });
  } else if (pathname === "/end") {
    console.log(`end ${searchParams.get("characters")}`);
    response.end();
  } else if (files[pathname]) {
    const [type, name] = files[pathname];
    response.writeHead(200, { "content-type": type });
    response.end(readFileSync(`${page}/${name}`));
  } else {
    response.writeHead(404).end();
  }
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
