// SPDX-License-Identifier: MIT

// What a process and all below it take, by /proc.
import { readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // Its own time and that of the children that it has seen end.
    return { parent: Number(fields[1]), ticks: fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) };
  } catch {
    return null; // it is gone
  }
}

function tree(root) {
  const processes = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), stat(pid)]));
  const found = [];
  const visit = (pid) => {
    if (!processes.get(pid))
      return;
    found.push({ pid, ...processes.get(pid) });
    processes.forEach((process, child) => process?.parent === pid && visit(child));
  };
  visit(root);
  return found;
}

/** Processor seconds until now and megabytes (shared pages by their share) of `root` and all below it. */
export function takenBy(root) {
  const found = tree(root);
  const kilobytes = found.map(({ pid }) => {
    try {
      return Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "latin1"))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return {
    seconds: found.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond,
    megabytes: kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024,
    processes: found.length,
  };
}
