// What each thing that happens in a session leads to, and what is told of it. Pure: no page,
// no clock, no network. `take` gives a new machine and the events to send; the server folds
// them by the same rules (sessions/progress.py), so back and resume begin a new epoch.
import { left } from "./clock.js";

const LONGER = 10_000;
// A step that ended longer ago than this ended while nobody looked: ask before going on.
const SLEPT = 20_000;

// steps: [{key, item, ms, longest, back}], with ms null where she ends the step herself.
export function begin({ steps, key, state, epoch, sequence, elapsed }) {
  const at = Math.max(0, steps.findIndex((step) => step.key === key));
  // A page that was opened in the middle asks first: she may have been away for an hour.
  const begun = state === "under_way" ? "paused" : state;
  return { ...still({ steps, epoch, sequence }, at, elapsed), state: begun };
}

export function take(machine, happening, now) {
  const act = ACTS[happening.act];
  const allowed = act && act.in.includes(machine.state);
  return allowed ? act.go(machine, now, happening) : { machine, told: [] };
}

export const here = (machine) => machine.steps[machine.at];

export function elapsed(machine, now) {
  if (machine.startedAt === null) return machine.elapsed;
  const passed = now - machine.startedAt;
  return machine.total === null ? passed : Math.min(passed, machine.total);
}

export const remaining = (machine, now) =>
  machine.startedAt === null
    ? machine.total - machine.elapsed
    : left(machine.startedAt + machine.total, now);

const GOING = ["under_way"];
const OPEN = ["under_way", "paused"];

const ACTS = {
  start: { in: ["ready"], go: (machine, now) => tell(running(machine, now), "start", now) },
  tick: { in: GOING, go: tick },
  done: { in: GOING, go: (machine, now) => leave(machine, "done", now) },
  skip: { in: OPEN, go: (machine, now) => leave(machine, "skip", now) },
  hurts: { in: OPEN, go: hurts },
  back: { in: OPEN, go: back },
  longer: { in: GOING, go: longer },
  pause: { in: GOING, go: (machine, now) => tell(halted(machine, now), "pause", now) },
  resume: { in: ["paused"], go: resume },
  finish: { in: ["ready", ...OPEN], go: finish },
  ask: { in: ["ready", ...OPEN, "over"], go: ask },
  nothing: { in: ["asked"], go: (machine) => ({ machine: answered(machine), told: [] }) },
  leave: { in: ["asked"], go: leaveExercise },
  stop: { in: ["asked"], go: (machine) => ({ machine: { ...machine, state: "over" }, told: [] }) },
  answer: { in: ["ready", ...OPEN, "over"], go: answer },
};

function tick(machine, now) {
  const { total } = machine;
  if (total === null || remaining(machine, now) > 0) return { machine, told: [] };
  const over = now - (machine.startedAt + total);
  const next = leave(machine, "done", now, now - over);
  if (over <= SLEPT || next.machine.state === "over") return next;
  const asked = tell(halted({ ...next.machine, startedAt: now }, now), "pause", now);
  return { machine: asked.machine, told: [...next.told, ...asked.told] };
}

// The next step begins when this one ended, not when somebody noticed.
function leave(machine, kind, now, began = now) {
  const { machine: heard, told } = tell(machine, kind, now);
  return { machine: onwards(heard, machine.at + 1, began), told };
}

function hurts(machine, now) {
  const { machine: heard, told } = tell(machine, "skip", now, { hurts: true });
  const { item } = here(machine);
  const next = machine.steps.findIndex((step, n) => n > machine.at && step.item !== item);
  return { machine: onwards(heard, next < 0 ? machine.steps.length : next, now), told };
}

function back(machine, now) {
  const at = machine.steps.findIndex((step) => step.key === here(machine).back);
  if (at < 0) return { machine, told: [] };
  const moved = { ...still(machine, at, 0), epoch: machine.epoch + 1 };
  return tell(running(moved, now), "back", now);
}

export const mayBeLonger = (machine) =>
  machine.total !== null && machine.total + LONGER <= here(machine).longest;

function longer(machine) {
  if (!mayBeLonger(machine)) return { machine, told: [] };
  return { machine: { ...machine, total: machine.total + LONGER }, told: [] };
}

function resume(machine, now) {
  return tell(running({ ...machine, epoch: machine.epoch + 1 }, now), "resume", now);
}

function finish(machine, now) {
  const { machine: heard, told } = tell(machine, "finish", now);
  return { machine: { ...heard, state: "over" }, told };
}

// The signs are open: nothing runs, and only an answer to them leads on.
function ask(machine, now) {
  const { machine: heard, told } = tell(machine, "ask", now);
  const waits = machine.state === "over" ? heard : halted(heard, now);
  return { machine: { ...waits, state: "asked", over: machine.state === "over" }, told };
}

// The answer itself is told by its own form. The server puts it in a new epoch, so do we.
const answered = (machine) => ({
  ...machine,
  state: machine.over ? "over" : "paused",
  epoch: machine.epoch + 1,
  sequence: machine.sequence + 1,
});

function leaveExercise(machine) {
  const { item } = here(machine);
  const next = machine.steps.findIndex((step, n) => n > machine.at && step.item !== item);
  const known = answered(machine);
  if (known.over || next < 0) return { machine: { ...known, state: "over" }, told: [] };
  return { machine: still(known, next, 0), told: [] };
}

// What the server folded from all devices. Where it is ahead of us another one has moved on.
function answer(machine, now, { epoch, sequence, step, settled }) {
  const known = {
    ...machine,
    epoch: Math.max(machine.epoch, epoch),
    sequence: Math.max(machine.sequence, sequence),
  };
  const at = machine.steps.findIndex((each) => each.key === step);
  const elsewhere = settled && machine.state !== "over" && at >= 0 && at !== machine.at;
  return {
    machine: elsewhere ? { ...still(known, at, 0), state: "paused" } : known,
    told: [],
  };
}

function tell(machine, kind, now, more = {}) {
  const sequence = machine.sequence + 1;
  const told = {
    kind,
    step: here(machine).key,
    epoch: machine.epoch,
    sequence,
    elapsed_ms: Math.round(elapsed(machine, now)),
    ...more,
  };
  return { machine: { ...machine, sequence }, told: [told] };
}

function onwards(machine, at, began) {
  if (at >= machine.steps.length) return { ...machine, state: "over", startedAt: null };
  return running(still(machine, at, 0), began);
}

function still(machine, at, elapsed) {
  const total = machine.steps[at].ms;
  const kept = total === null ? elapsed : Math.min(elapsed, total);
  return { ...machine, at, total, elapsed: kept, startedAt: null };
}

const running = (machine, now) => ({
  ...machine,
  state: "under_way",
  startedAt: now - machine.elapsed,
});

const halted = (machine, now) => ({
  ...machine,
  state: "paused",
  elapsed: elapsed(machine, now),
  startedAt: null,
});
