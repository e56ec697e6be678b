// One event after the other, each until the server has it. The same id goes out again, so
// telling it twice is telling it once. Keeping events while she is offline comes in here.

const LONGEST_WAIT = 30_000;
const REFUSED = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

// What is sent to an address of its own (`to`) is about a sign. It keeps its place behind what
// happened before, but nothing that goes wrong with those may cost it.
export function sender(source, { onAnswer, onTrouble, onHeard, onRefused }) {
  const waiting = [];
  const urgent = () => waiting.filter(({ to }) => to);
  let busy = false;
  let tries = 0;
  let timer = 0;

  source.addEventListener("told", (event) => onAnswer(event.detail, waiting.length <= 1));
  window.addEventListener("online", () => work());
  window.addEventListener("pagehide", () => urgent().forEach((each) => deliver(each)));

  async function work() {
    if (busy || !waiting.length) return;
    clearTimeout(timer);
    busy = true;
    const [first] = waiting;
    const { status, url } = await (first.to ? deliver(first) : post(source, first.values));
    busy = false;
    if (status >= 200 && status < 300) return sent(first, url);
    if (REFUSED(status) && !first.to && urgent().length) return sent(first, "");
    if (REFUSED(status)) return onRefused(first);
    onTrouble(true);
    timer = setTimeout(work, Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
    tries += 1;
  }

  function sent(first, url) {
    waiting.shift();
    tries = 0;
    onTrouble(false);
    if (first.to) onHeard(first, url);
    return work();
  }

  return (values, to = "", ends = "") => {
    waiting.push({ to, ends, values: { id: freshId(), ...values } });
    clearTimeout(timer);
    return work();
  };
}

// Outlives the page it was sent from: she may be on the phone by now.
async function deliver({ to, values }) {
  const signal = AbortSignal.timeout(10_000);
  const body = new URLSearchParams(values);
  try {
    return await fetch(to, { method: "POST", body, keepalive: true, signal });
  } catch {
    return { status: 0, url: "" }; // nobody answered
  }
}

// htmx brings the token, follows a redirect, and raises what the server says as an event.
async function post(source, values) {
  let status = 0;
  const heard = (event) => {
    status = event.detail.xhr.status;
  };
  source.addEventListener("htmx:afterRequest", heard, { once: true });
  try {
    await window.htmx.ajax("POST", source.dataset.events, { source, values, swap: "none" });
  } catch {
    status = 0; // nobody answered
  }
  source.removeEventListener("htmx:afterRequest", heard);
  return { status, url: "" };
}

// Not every browser gives randomUUID to a page that came over plain http.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
