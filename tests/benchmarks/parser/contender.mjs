// SPDX-License-Identifier: MIT

// One measurement per process, like bench_parser: node contender.mjs sdk|eventsource <file> <bytes per read>
import { cpSync, appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [kind, file, size] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(file));
const chunks = [];
for (let at = 0; at < bytes.length; at += Number(size))
  chunks.push(bytes.subarray(at, at + Number(size)));

// The SDK does not export its parser: a temporary copy of the published module does.
async function sdkParser() {
  const dist = dirname(realpathSync(fileURLToPath(import.meta.resolve("@noukai/sdk"))));
  const copy = mkdtempSync(join(tmpdir(), "noukai-sdk-"));
  try {
    cpSync(dist, copy, { recursive: true });
    appendFileSync(join(copy, "package.json"), '{"type":"module"}');
    appendFileSync(join(copy, "index.js"), "\nexport { parseSSEStream as parserUnderTest };\n");
    return (await import(pathToFileURL(join(copy, "index.js")))).parserUnderTest;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const contenders = {
  async sdk() {
    const parse = await sdkParser();
    return async (counts) => {
      for await (const event of parse(chunks)) {
        ++counts.events;
        if (event.type === "step_output")
          counts.characters += event.outputData.length;
      }
    };
  },
  async eventsource() {
    const { createParser } = await import("eventsource-parser");
    return async (counts) => {
      const decoder = new TextDecoder();
      const parser = createParser({
        onEvent(event) {
          const payload = JSON.parse(event.data);
          ++counts.events;
          if (event.event === "step_output")
            counts.characters += payload.outputData.length;
        },
      });
      for (const chunk of chunks)
        parser.feed(decoder.decode(chunk, { stream: true }));
    };
  },
};

const measure = await contenders[kind]();
await measure({ events: 0, characters: 0 }); // warm up
const counts = { events: 0, characters: 0 };
const begin = performance.now();
await measure(counts);
console.log(JSON.stringify({ ...counts, ms: performance.now() - begin }));
