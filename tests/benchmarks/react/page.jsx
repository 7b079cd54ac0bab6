// SPDX-License-Identifier: MIT

// The list of steps as one would write it in React for speed: events are gathered and applied once per animation
// frame; rows are keyed and memoised, so that only a step that changed is rendered; an output stands in blocks of 4,096
// characters, of which only the last changes, and those that are not seen are not laid out (content-visibility).
import { memo, useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { createRoot } from "react-dom/client";

const BlockCharacters = 4096;

function withText(blocks, text) {
  const last = blocks.at(-1);
  if (last !== undefined && last.length + text.length <= BlockCharacters)
    return [...blocks.slice(0, -1), last + text];
  return [...blocks, text];
}

// What a step put out in this frame is joined first, so that the blocks are copied once per frame.
function apply(run, events) {
  const steps = [...run.steps];
  const rows = run.rows;
  const pieces = new Map();
  let { state } = run;
  const flush = (id) => {
    const text = pieces.get(id);
    if (text === undefined)
      return;
    pieces.delete(id);
    const row = rows.get(id);
    const step = steps[row];
    steps[row] = { ...step, blocks: withText(step.blocks, text), preview: step.preview || text.slice(0, 160) };
  };
  for (const event of events) {
    switch (event.type) {
      case "run_started":
        state = "Running";
        break;
      case "step_started":
        rows.set(event.stepId, steps.length);
        steps.push({ id: event.stepId, name: event.name ?? event.stepId, state: "Running", preview: "", blocks: [], durationMs: -1 });
        break;
      case "step_output":
        pieces.set(event.stepId, (pieces.get(event.stepId) ?? "") + event.outputData);
        break;
      case "step_completed":
        flush(event.stepId);
        steps[rows.get(event.stepId)] = { ...steps[rows.get(event.stepId)], state: "Completed", durationMs: event.durationMs };
        break;
      case "flow_completed":
        state = "Completed";
        break;
    }
  }
  for (const id of [...pieces.keys()])
    flush(id);
  return { state, steps, rows };
}

const Block = memo(({ text }) => <div className="block">{text}</div>);

function Output({ blocks }) {
  const view = useRef(null);
  useLayoutEffect(() => { view.current.scrollTop = view.current.scrollHeight; }, [blocks]);
  return <div className="output" ref={view}>{blocks.map((text, i) => <Block key={i} text={text} />)}</div>;
}

const Step = memo(({ step }) => (
  <div className="step">
    <div className="head">
      {step.state === "Running" ? <span className="ring" /> : <span>✓</span>}
      <b>{step.name}</b>
      <span className="preview">{step.state === "Running" ? "" : step.preview}</span>
      <span>{step.state}</span>
      <span>{step.durationMs >= 0 ? `${(step.durationMs / 1000).toFixed(1)} s` : ""}</span>
    </div>
    {step.state === "Running" && <Output blocks={step.blocks} />}
  </div>
));

function Run() {
  const [run, dispatch] = useReducer(apply, null, () => ({ state: "Connecting", steps: [], rows: new Map() }));
  useEffect(() => {
    let waiting = [];
    let frame = 0;
    let characters = 0;
    const source = new EventSource("/events");
    const flush = () => {
      frame = 0;
      dispatch(waiting);
      waiting = [];
    };
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      characters += event.type === "step_output" ? event.outputData.length : 0;
      waiting.push(event);
      frame ||= requestAnimationFrame(flush);
    };
    source.addEventListener("end", () => {
      source.close();
      requestAnimationFrame(() => requestAnimationFrame(() => fetch(`/end?characters=${characters}`, { method: "POST" })));
    });
    return () => source.close();
  }, []);
  const done = run.steps.filter(({ state }) => state === "Completed").length;
  return (
    <>
      <header><b>{run.state}</b><progress value={done} max={Math.max(1, run.steps.length)} /></header>
      <div className="steps">{run.steps.map((step) => <Step key={step.id} step={step} />)}</div>
    </>
  );
}

createRoot(document.getElementById("root")).render(<Run />);
