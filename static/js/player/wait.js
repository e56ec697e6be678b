// The minutes to wait before she answers, counted to an end that no sleep of the phone moves.
// Read out only at the end; what she can answer is there all the time.

export function wait(place) {
  if (!place || "until" in place.dataset) return;
  const until = Date.now() + Number(place.dataset.wait) * 1000;
  const left = place.querySelector("[data-left]");
  const over = place.querySelector("[data-over]");
  let timer = 0;

  function tick() {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
    over.textContent = over.dataset.over;
  }

  place.dataset.until = until;
  left.hidden = false;
  timer = setInterval(tick, 500);
  document.addEventListener("visibilitychange", tick); // at once when she takes the phone up again
  tick();
}
