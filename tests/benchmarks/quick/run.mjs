// SPDX-License-Identifier: MIT

// What the QML components cost, each beside something that is run in the same way: node run.mjs <bench_quick> [rounds]
// [scale]. A frame's cost is processor time of the GUI thread, so that other programs do not count. Exits with 1 where a
// target is missed; a scale below 1 is for trying it, and then none is.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { inTurns, median, Verdicts } from "../common.mjs";

const [program, roundsText = "3", scaleText = "1"] = process.argv.slice(2);
const rounds = Number(roundsText);
const scale = Number(scaleText);
const MostGrowth = 1.5;
const MostBusy = 0.5;
const FrameMs = 16.7;
const MostOfStart = 1.5;
const verdicts = new Verdicts();
const verdict = (good) => scale < 1 ? "not judged" : verdicts.of(good);

const of = (results, take) => median(results.map(take));
const ms = (value) => `${value.toFixed(2)} ms`;
const kb = (value) => value >= 1024 ? `${(value / 1024).toFixed(1)} MB` : `${value.toFixed(1)} KB`;

function printGrowth(title, results, target) {
  const first = of(results, ({ tenths }) => tenths[0]);
  const last = of(results, ({ tenths }) => tenths.at(-1));
  const ratio = of(results, ({ tenths }) => tenths.at(-1) / tenths[0]);
  console.log(`${title}: ${ms(first)} in the first tenth, ${ms(last)} in the last, ratio ${ratio.toFixed(2)}` +
    (target ? `, target ${target} ${verdict(ratio <= target)}` : ""));
}

function printFrames(title, results, bound) {
  const p99 = of(results, ({ p99 }) => p99);
  console.log(`${title}: ${of(results, ({ frames }) => frames)} frames, p50 ${ms(of(results, ({ p50 }) => p50))}, p99 ${ms(p99)}, ` +
    `target ${ms(bound)} ${verdict(p99 <= bound)}; longest ${ms(of(results, ({ longest }) => longest))}, aim ${FrameMs} ms`);
}

const server = spawn(program, ["serve", scaleText], { stdio: ["ignore", "pipe", "inherit"] });
try {
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", resolve);
    server.once("exit", () => reject(new Error("the server ended")));
  });
  const [empty, output, area, rate, few, many] = inTurns([
    [program, "empty", String(Math.ceil(5 * scale))],
    [program, "flow", address, "output"],
    [program, "textarea", address, "short"],
    [program, "flow", address, "rate"],
    // So often that about as many pages are seen as of the many.
    [program, "steps", address, "few", "20"],
    [program, "steps", address, "many", "1"],
  ], rounds);

  const emptyP99 = of(empty, ({ p99 }) => p99);
  const bound = 2 * emptyP99 + 4;
  console.log(`Frames of the QML components, processor time of the GUI thread, median of ${rounds} rounds\n`);
  console.log(`an empty window: p50 ${ms(of(empty, ({ p50 }) => p50))}, p99 ${ms(emptyP99)}\n`);

  printGrowth("a frame of FlowView in an output of 10 MB", output, MostGrowth);
  printGrowth("a frame of one TextArea in the first 0.8 MB of it", area);
  console.log();

  printFrames("5,000 step_output a second", rate, bound);
  const busy = of(rate, ({ busyMs, passedMs }) => busyMs / passedMs);
  console.log(`GUI thread busy: ${(busy * 100).toFixed(0)} %, target ${MostBusy * 100} % ${verdict(busy <= MostBusy)}\n`);

  printFrames("scrolling 10,000 steps end to end, a page a frame", many, bound);
  printFrames("scrolling 100 steps, a page a frame", few, bound);
  // Three lines, about a step, are what Flickable's fastest flick moves in a frame.
  const lines = ({ lines }) => lines;
  printFrames("scrolling 10,000 steps, three lines a frame", many.map(lines), bound);
  printFrames("scrolling 100 steps, three lines a frame", few.map(lines), bound);
  const start = of(many, ({ startMs }) => startMs) / of(few, ({ startMs }) => startMs);
  console.log(`start of the view: ${ms(of(few, ({ startMs }) => startMs))} with 100 steps, ` +
    `${ms(of(many, ({ startMs }) => startMs))} with 10,000, ratio ${start.toFixed(2)}, target ${MostOfStart} ` +
    `${verdict(start <= MostOfStart)}`);
  for (const [title, results] of [["100", few], ["10,000", many]]) {
    console.log(`memory with ${title} steps: run and models ${kb(of(results, ({ modelKilobytes, steps }) => modelKilobytes / steps))} a step, ` +
      `with the view scrolled through ${kb(of(results, ({ kilobytes, steps }) => kilobytes / steps))} a step`);
  }
} finally {
  server.kill();
}
process.exitCode = verdicts.failed ? 1 : 0;
