/**
 * Moves the figure of a guided session in step with her, and changes nothing else but when
 * a picture is fetched: of a step that waits once she has begun, so that the page opens
 * quickly, and then all of them, so that a network that goes takes none away.
 *
 * It only watches what the player writes on the page: which step is shown and whether it is
 * under way. Repetitions move there and back in the time of one; a hold goes there once and
 * then breathes with her. Paused, everything stands. For someone who asked for less motion
 * the pictures stay as they are.
 */
import { canvas, lessMotion } from "./canvas.js";

const LEAST_MS = 1000 / 30;
/** Seconds to reach a hold, when no breath is counted. */
const CALM = { in: 4, out: 6 };

/** What to draw so many seconds into a step. */
function pictured({ dataset }, { draw, breathe, pose }, seconds) {
  if (dataset.reps !== undefined) {
    const whole = Number(dataset.rep) || CALM.in + CALM.out;
    const phase = (seconds % whole) / whole;
    draw(phase < 0.5 ? phase * 2 : 2 - phase * 2);
    return;
  }
  const [into, out] = [Number(dataset.in ?? CALM.in), Number(dataset.out ?? CALM.out)];
  const arriving = pose.end_on === "in" ? into : out;
  if (seconds < arriving) {
    draw(seconds / arriving);
    return;
  }
  const breath = seconds % (into + out);
  breathe(breath < into ? breath / into : 1 - (breath - into) / out);
}

/** One step of the session that has a figure: it keeps its own time, which pauses stop. */
function mover(form) {
  const plate = form.querySelector("[data-figure]");
  if (!plate) return null;
  let [loading, figure, gone, before, frame, wanted] = [null, null, 0, null, null, false];

  function step(now) {
    const passed = before === null ? LEAST_MS : now - before;
    frame = requestAnimationFrame(step);
    if (passed < LEAST_MS) return;
    before = now;
    gone += passed / 1000;
    pictured(form, figure, gone);
  }
  function stand() {
    wanted = false;
    cancelAnimationFrame(frame);
    [frame, before] = [null, null];
  }
  async function go() {
    wanted = true;
    figure = await (loading ??= canvas(plate.querySelector("svg"), plate.dataset.figure));
    if (!wanted || frame !== null) return;
    pictured(form, figure, gone);
    figure.show();
    frame = requestAnimationFrame(step);
  }
  return {
    go: () => go().catch(stand), // without a network the still picture says the same
    stand,
    leave() {
      stand();
      gone = 0;
      figure?.hide();
    },
  };
}

const player = document.querySelector(".player");
const movers = new Map([...player.querySelectorAll(".player-step")].map((form) => [form, mover(form)]));

function bring(form) {
  for (const use of form.querySelectorAll("use[data-href]")) {
    use.setAttribute("href", use.dataset.href);
    use.removeAttribute("data-href");
  }
}

function update() {
  const going = player.dataset.state === "under_way" && !lessMotion.matches;
  for (const [form, each] of movers) {
    if (!form.hidden || player.dataset.state !== "ready") bring(form);
    if (form.hidden || lessMotion.matches) each?.leave();
    else if (going) each?.go();
    else each?.stand();
  }
}

const watcher = new MutationObserver(update);
watcher.observe(player, { attributes: true, attributeFilter: ["data-state"] });
for (const form of movers.keys()) watcher.observe(form, { attributes: true, attributeFilter: ["hidden"] });
lessMotion.addEventListener("change", update);
update();
