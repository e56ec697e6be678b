// Shows a machine on the page. Every word it shows is in the markup already.
import { arc, breath, digits, repetition, wholeSeconds } from "./clock.js";
import { elapsed, here, mayBeLonger, remaining } from "./machine.js";

export function view(player) {
  const forms = new Map(
    [...player.querySelectorAll(".player-step")].map((form) => [form.dataset.step, form]),
  );
  const parts = controls(player);
  let last = null;

  return function show(machine, now) {
    const form = forms.get(here(machine).key);
    if (machine.at !== last?.at) {
      turn(forms, form, parts);
      bars(player, machine);
      if (last) player.querySelector("[data-said]").textContent = spoken(form);
    }
    if (machine !== last) state(player, parts, machine, form);
    face(player, parts, machine, form, now);
    last = machine;
  };
}

export function stepsOf(player) {
  return [...player.querySelectorAll(".player-step")].map(({ dataset }) => ({
    key: dataset.step,
    item: Number(dataset.item),
    ms: dataset.seconds === undefined ? null : 1000 * Number(dataset.seconds),
    longest: 1000 * Number(dataset.longest ?? 0),
    back: dataset.back ?? "",
  }));
}

// One set of controls for all steps: it moves into the step that is shown.
function controls(player) {
  const find = (selector) => player.querySelector(selector);
  return {
    hurts: find(".player-hurts"),
    sheet: find("button.player-sheet"),
    ready: find('[data-choices="ready"]'),
    paused: find('[data-choices="paused"]'),
    keys: find(".player-keys"),
    face: find(".sheet-face"),
    arc: find(".arc"),
    digits: find(".digits"),
    breath: find(".breath"),
    words: { done: find('[data-word="done"]'), pause: find('[data-word="pause"]') },
    acts: Object.fromEntries(
      [...player.querySelectorAll("[data-act]")].map((button) => [button.dataset.act, button]),
    ),
  };
}

function turn(forms, form, parts) {
  const focused = document.activeElement;
  const { hurts, sheet, ready, paused, keys } = parts;
  form.append(hurts, sheet, ready, paused, keys);
  for (const each of forms.values()) each.hidden = each !== form;
  if (focused !== document.activeElement && form.contains(focused)) focused.focus();
}

function spoken(form) {
  const words = form.querySelector(".player-words");
  return `${words.querySelector("h1").textContent}. ${words.querySelector("p").textContent}`;
}

function bars(player, machine) {
  const all = player.querySelectorAll(".player-bars li");
  all.forEach((bar, item) => {
    const places = machine.steps.map((step, n) => [step.item, n]).filter(([i]) => i === item);
    const before = places.filter(([, n]) => n < machine.at).length;
    const quarters = Math.floor((4 * before) / places.length);
    bar.toggleAttribute("data-done", quarters === 4);
    if (quarters % 4) bar.dataset.part = quarters;
    else delete bar.dataset.part;
  });
  const count = player.querySelector("[data-count]");
  const number = Math.min(here(machine).item + 1, all.length);
  write(count, count.textContent.replace(/\d+/, number));
}

function state(player, parts, machine, form) {
  const { acts } = parts;
  const timed = machine.total !== null; // then the sheet is Pause
  player.dataset.state = machine.state === "over" ? "paused" : machine.state;
  parts.sheet.hidden = machine.state !== "under_way";
  parts.ready.hidden = machine.state !== "ready";
  parts.paused.hidden = machine.state !== "paused" && machine.state !== "over";
  acts.resume.hidden = machine.state === "over";
  acts.pause.hidden = timed;
  acts.longer.hidden = !timed;
  parts.hurts.hidden = form.dataset.kind !== "work";
  parts.words.done.hidden = timed;
  parts.words.pause.hidden = !timed;
  quiet(acts.back, !form.dataset.back || machine.state === "ready");
  quiet(acts.skip, machine.state === "ready");
  quiet(acts.pause, machine.state !== "under_way");
  quiet(acts.longer, machine.state !== "under_way" || !mayBeLonger(machine));
}

// Still there, and still found by those who look for it; it only does nothing for now.
function quiet(button, silent) {
  button.setAttribute("aria-disabled", silent);
}

function face(player, parts, machine, form, now) {
  const words = player.dataset;
  if (machine.total === null) {
    const reps = Number(form.dataset.reps);
    const passed = elapsed(machine, now);
    write(parts.digits, String(repetition(passed, reps, Number(form.dataset.rep))));
    write(parts.breath, `${words.of} ${reps}`);
    parts.arc.setAttribute("stroke-dasharray", "0 100");
    delete form.dataset.breath;
    return;
  }
  const rest = remaining(machine, now);
  write(parts.digits, digits(wholeSeconds(rest)));
  parts.digits.classList.toggle("digits-long", wholeSeconds(rest) > 99);
  parts.arc.setAttribute("stroke-dasharray", `${100 - arc(machine.total, rest)} 100`);
  breathing(parts, machine, form, words, now);
}

function breathing(parts, machine, form, words, now) {
  const seconds = { in: Number(form.dataset.in ?? 0), out: Number(form.dataset.out ?? 0) };
  const phase = breath(elapsed(machine, now), machine.total, seconds);
  write(parts.breath, phase ? words[phase] : words.seconds);
  if (!phase) return void delete form.dataset.breath;
  if (form.dataset.breath === phase) return;
  form.dataset.breath = phase;
  form.style.setProperty("--in", `${seconds.in}s`);
  form.style.setProperty("--out", `${seconds.out}s`);
}

// A text that is the same is left alone: writing it would be read out again.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
