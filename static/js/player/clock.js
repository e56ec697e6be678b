// Time in a step, from absolute moments in milliseconds. Pure: it never asks what time it is.
// Nothing here counts ticks, so a page that slept shows the truth as soon as it wakes.

export const left = (endsAt, now) => Math.max(0, endsAt - now);

// A second is shown until it is over: a hold of 20 begins at 20 and is done at 0.
export const wholeSeconds = (ms) => Math.ceil(ms / 1000);

export function digits(seconds) {
  if (seconds <= 99) return String(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// How much of the step is over, from 0 to 100.
export const arc = (total, remaining) => (total ? (100 * (total - remaining)) / total : 0);

// Which half of a breath this moment is in; a breath that no longer fits is not begun.
export function breath(elapsed, total, seconds) {
  const whole = 1000 * (seconds.in + seconds.out);
  if (!whole || total - Math.floor(elapsed / whole) * whole < whole) return "";
  return elapsed % whole < 1000 * seconds.in ? "in" : "out";
}

// The repetition she is in at the usual pace; it waits at the last one for her.
export function repetition(elapsed, reps, seconds) {
  if (!seconds) return reps;
  return Math.min(reps, 1 + Math.floor(elapsed / (1000 * seconds)));
}
