// The player: what she taps goes to the machine, what the machine tells goes to the server,
// and the page shows what the machine says. Without this file every button still works.
import { begin, elapsed, here, take } from "./machine.js";
import { freshId, sender } from "./send.js";
import { stepsOf, view } from "./view.js";

const player = document.querySelector(".player");
const device = freshId();
const show = view(player);
const send = sender(player, { onAnswer: answered, onTrouble: trouble });

let machine = begin({
  steps: stepsOf(player),
  key: player.querySelector(".player-step:not([hidden])").dataset.step,
  state: player.dataset.state,
  epoch: Number(player.dataset.epoch),
  sequence: Number(player.dataset.sequence),
  elapsed: Number(player.dataset.elapsed),
});

// Wall-clock time, because a page's own clock may stand still while the phone sleeps.
const now = () => Date.now();

function happen(act, more = {}) {
  const taken = take(machine, { act, ...more }, now());
  machine = taken.machine;
  for (const told of taken.told) send({ device, ...told });
  show(machine, now());
}

function answered(detail, settled) {
  happen("answer", { ...detail, settled });
}

function trouble(is) {
  const said = player.querySelector("[data-said]");
  if (is) said.textContent = player.dataset.lost;
}

// The sheet is Pause while a clock runs, and Done where she ends the step herself.
function act(button) {
  if (button.dataset.act !== "sheet") return button.dataset.act;
  return machine.total === null ? "done" : "pause";
}

player.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button || button.closest("form.player-stop")) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") !== "true") happen(act(button));
});

// The signs open as a page of their own, which needs no script; it is told where she was.
player.querySelector(".player-stop").addEventListener("submit", (event) => {
  const form = event.target;
  const { key } = here(machine);
  form.querySelector("button").value = `ask:${freshId()}:${key}`;
  form.elements.epoch.value = machine.epoch;
  form.elements.sequence.value = machine.sequence + 1;
  form.elements.elapsed_ms.value = Math.round(elapsed(machine, now()));
});

function frame() {
  if (machine.state === "under_way") happen("tick");
  requestAnimationFrame(frame);
}

player.querySelector(".sheet-face").setAttribute("aria-hidden", "true");
show(machine, now());
requestAnimationFrame(frame);
setInterval(() => document.hidden && happen("tick"), 1000); // frames stop on a hidden page
