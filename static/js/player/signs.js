// The signs in the page of the session: shown at once, and what she answers is told behind it.
// After an answer that stops her nothing on this page leads back to the steps.

import { forget, wait } from "./wait.js";

export function signs(place, { onAsk, onAnswer, onNothing, onGoOn }) {
  const player = document.querySelector(".player");
  let over = false;

  function open(...names) {
    for (const part of place.querySelectorAll("[data-part]")) {
      part.hidden = !names.includes(part.dataset.part);
      if (!part.hidden) wait(part.querySelector("[data-wait]"));
    }
    window.scrollTo(0, 0);
    place.querySelector("[data-part]:not([hidden]) h1")?.focus();
  }

  function show(is) {
    place.hidden = !is;
    player.hidden = is;
    if (is) return;
    for (const each of place.querySelectorAll("[data-wait]")) forget(each);
    player.querySelector('[data-act="resume"]')?.focus();
  }

  place.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button || over) return;
    if (button.dataset.open) open(button.dataset.open);
    if ("nothing" in button.dataset) onNothing();
    if ("leave" in button.dataset) onGoOn();
    if ("nothing" in button.dataset || "leave" in button.dataset) show(false);
  });

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    const { target: form, submitter: chosen } = event;
    if (over) return;
    const { ends, level } = chosen.dataset;
    over = ends === "all" || ends === "session";
    place.querySelector(".signs-top").hidden = over;
    open(`${form.dataset.part}/${chosen.value}`, level, ends);
    onAnswer({ ends, to: form.getAttribute("action"), answer: chosen.value });
  });

  player.querySelector(".player-stop").addEventListener("submit", (event) => {
    event.preventDefault();
    show(true);
    open("list");
    onAsk(event.target);
  });
}
