// The player: what she taps goes to the machine, what the machine tells goes to the server,
// and the page shows what the machine says. Without this file every button still works.
import { begin, take } from "./machine.js";
import { freshId, sender } from "./send.js";
import { signs } from "./signs.js";
import { stepsOf, view } from "./view.js";

const player = document.querySelector(".player");
const device = freshId();
const show = view(player);
const place = document.querySelector("[data-signs]");
const send = sender(player, { onAnswer: answered, onTrouble: trouble, onHeard: heard, onRefused });

let after = "nothing"; // what leaving the advice leads to
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

function happen(act, more = {}, to = "") {
  const taken = take(machine, { act, ...more }, now());
  machine = taken.machine;
  for (const told of taken.told) send({ device, ...(to && token()), ...told }, to);
  show(machine, now());
}

function answered(detail, settled) {
  happen("answer", { ...detail, settled });
}

function trouble(is) {
  const said = player.querySelector("[data-said]");
  const unsent = place.querySelector("[data-unsent]");
  if (is) said.textContent = player.dataset.lost;
  unsent.textContent = is ? unsent.dataset.unsent : "";
}

// A stop is kept: its own page says the same, and what comes after the call. Signed out, a
// stranger's first page would only take the number from under her thumb.
function heard({ ends }, url) {
  if (["all", "session"].includes(ends) && new URL(url).pathname !== "/") location.replace(url);
}

// This page and the server are out of step; about a sign, the server asks her itself.
function onRefused({ to }) {
  if (to) location.replace(place.dataset.stop);
  else location.reload();
}

const token = () => ({ csrfmiddlewaretoken: player.querySelector("[name=csrfmiddlewaretoken]").value });

// The sheet is Pause while a clock runs, and Done where she ends the step herself.
function act(button) {
  if (button.dataset.act !== "sheet") return button.dataset.act;
  return machine.total === null ? "done" : "pause";
}

player.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") !== "true") happen(act(button));
});

function told(ends, to, values) {
  send({ key: freshId(), ...token(), ...values }, to, ends);
}

signs(place, {
  onAsk: () => happen("ask", {}, place.dataset.stop),
  onNothing() {
    told("nothing", place.dataset.stop, { nothing: "yes" });
    happen("nothing");
  },
  onAnswer({ ends, to, answer }) {
    told(ends, to, { answer });
    if (ends === "all" || ends === "session") happen("stop");
    else after = ends === "exercise" ? "leave" : "nothing";
  },
  onGoOn: () => happen(after),
});

function frame() {
  if (machine.state === "under_way") happen("tick");
  requestAnimationFrame(frame);
}

player.querySelector(".sheet-face").setAttribute("aria-hidden", "true");
show(machine, now());
requestAnimationFrame(frame);
setInterval(() => document.hidden && happen("tick"), 1000); // frames stop on a hidden page
