// The minutes to wait before she answers, counted to an end that no sleep of the phone moves.
// Read out only at the end; what she can answer is there all the time.

const underWay = new WeakMap();

export function wait(place) {
  if (!place || underWay.has(place)) return;
  const until = Date.now() + Number(place.dataset.wait) * 1000;
  const left = place.querySelector("[data-left]");
  const over = place.querySelector("[data-over]");
  let timer = 0;

  function tick() {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    end();
    over.textContent = over.dataset.over;
  }

  function end() {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  }

  underWay.set(place, end);
  left.hidden = false;
  timer = setInterval(tick, 500);
  document.addEventListener("visibilitychange", tick); // at once when she takes the phone up again
  tick();
}

// She has left the sign: the next time is another time, with all its minutes.
export function forget(place) {
  if (!underWay.has(place)) return;
  underWay.get(place)();
  underWay.delete(place);
  place.querySelector("[data-left]").hidden = true;
  place.querySelector("[data-over]").textContent = "";
}
