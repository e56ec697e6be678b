/**
 * Moves the figure of a page: a plate with `data-figure`, the address of its pose data.
 *
 * It decides when: only while it is seen, at most three times, never by itself for someone
 * who asked for less motion, and always with a button to pause. The way there takes one
 * breath, the way back the other; the step of the words that is shown is marked.
 */
import { canvas, lessMotion } from "./canvas.js";

const LOOPS = 3;
const SLOWER = 2;
const LEAST_MS = 1000 / 30;
/** Seconds out and in where the page gives no breath. */
const CALM = { in: 4, out: 6 };
const REMEMBERED = "figures-paused";

/** What she chose last on this page and the ones before it. */
const choice = {
  paused: () => {
    try {
      return sessionStorage.getItem(REMEMBERED) === "yes";
    } catch {
      return false;
    }
  },
  keep: (paused) => {
    try {
      sessionStorage.setItem(REMEMBERED, paused ? "yes" : "no");
    } catch {
      /* Storage may be shut off: the choice then lasts for this page only. */
    }
  },
};

/** One loop: back to where it begins, then there with the breath it goes with. */
function loopOf(pose, { in: breathe, out }) {
  const [there, back] = pose.end_on === "in" ? [breathe, out] : [out, breathe];
  return [{ seconds: back, to: 0 }, { seconds: there, to: 1 }];
}

/** A clock that walks through moments and can stand still; `pace` makes it slower. */
function walker(moments, draw, pace, atEnd) {
  let [i, from, gone, before, frame] = [0, 1, 0, null, null];

  function step(now) {
    const passed = before === null ? LEAST_MS : now - before;
    frame = requestAnimationFrame(step);
    if (passed < LEAST_MS) return;
    before = now;
    gone += Math.min(passed, 250) / 1000 / pace();
    while (i < moments.length && gone >= moments[i].seconds) {
      gone -= moments[i].seconds;
      from = moments[i].to;
      i += 1;
    }
    if (i < moments.length) {
      const { seconds, to } = moments[i];
      draw(from + ((to - from) * gone) / seconds, to);
    } else {
      stand();
      atEnd();
    }
  }
  function stand() {
    cancelAnimationFrame(frame);
    [frame, before] = [null, null];
  }
  return { go: () => (frame ??= requestAnimationFrame(step)), stand };
}

/** Mark the step of the words that goes with the key the figure moves to or from. */
function stepsOf(plate, pose) {
  const lines = plate.ownerDocument.querySelectorAll("[data-figure-steps] > li");
  const last = pose.keys.length - 1;
  return {
    mark(share, to) {
      const place = last * (0.5 - 0.5 * Math.cos(Math.PI * share));
      const key = to > 0 ? Math.ceil(place) : Math.floor(place);
      const step = to > 0 ? pose.keys[key].step : (pose.keys[key].back_step ?? pose.keys[key].step);
      lines.forEach((line, i) => line.toggleAttribute("data-now", i === step));
    },
    clear: () => lines.forEach((line) => line.removeAttribute("data-now")),
  };
}

/** Give a plate its buttons and let it move while it is wanted and seen. */
function bring(plate) {
  const svg = plate.querySelector(".rig-end");
  const play = plate.querySelector("[data-figure-play]");
  const slow = plate.querySelector("[data-figure-slow]");
  const breath = { in: Number(plate.dataset.in ?? CALM.in), out: Number(plate.dataset.out ?? CALM.out) };
  const state = { wanted: !lessMotion.matches && !choice.paused(), seen: false, slow: false };
  let [loading, figure, walk, steps] = [];

  function finish() {
    [walk, state.wanted] = [null, false];
    figure.hide();
    steps.clear();
    delete plate.dataset.moving;
    show();
  }
  function begin() {
    const loops = Array.from({ length: LOOPS }, () => loopOf(figure.pose, breath)).flat();
    steps = stepsOf(plate, figure.pose);
    const draw = (share, to) => {
      figure.draw(share);
      steps.mark(share, to);
    };
    figure.draw(1);
    figure.show();
    plate.dataset.moving = "";
    return walker(loops, draw, () => (state.slow ? SLOWER : 1), finish);
  }
  function show() {
    play.dataset.figurePlay = state.wanted ? "pause" : "play";
    play.setAttribute("aria-label", state.wanted ? play.dataset.pause : play.dataset.play);
    slow.setAttribute("aria-pressed", state.slow);
  }
  async function update() {
    show();
    if (!state.wanted || !state.seen) return void walk?.stand();
    figure = await (loading ??= canvas(svg, plate.dataset.figure));
    if (state.wanted && state.seen) (walk ??= begin()).go();
  }
  /** Without a network the still pictures say the same, and there is nothing to press. */
  const tryUpdate = () => update().catch(() => [play, slow].forEach((each) => each.remove()));

  play.addEventListener("click", () => {
    state.wanted = !state.wanted;
    choice.keep(!state.wanted);
    tryUpdate();
  });
  slow.addEventListener("click", () => {
    state.slow = !state.slow;
    show();
  });
  [play, slow].forEach((each) => { each.hidden = false; });
  lessMotion.addEventListener("change", () => {
    if (lessMotion.matches && walk) {
      walk.stand();
      finish();
    }
  });
  new IntersectionObserver(([entry]) => {
    state.seen = entry.isIntersecting;
    tryUpdate();
  }).observe(plate);
}

for (const plate of document.querySelectorAll("[data-figure]")) bring(plate);
