// One event after the other, each until the server has it. The same id goes out again, so
// telling it twice is telling it once. Keeping events while she is offline comes in here.

const LONGEST_WAIT = 30_000;
const REFUSED = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

export function sender(source, { onAnswer, onTrouble }) {
  const waiting = [];
  let busy = false;
  let tries = 0;
  let timer = 0;

  source.addEventListener("told", (event) => onAnswer(event.detail, waiting.length <= 1));
  window.addEventListener("online", () => work());

  async function work() {
    if (busy || !waiting.length) return;
    clearTimeout(timer);
    busy = true;
    const status = await post(source, waiting[0]);
    busy = false;
    if (status >= 200 && status < 300) return sent();
    if (REFUSED(status)) return location.reload(); // this page and the server are out of step
    onTrouble(true);
    timer = setTimeout(work, Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
    tries += 1;
  }

  function sent() {
    waiting.shift();
    tries = 0;
    onTrouble(false);
    return work();
  }

  return (event) => {
    waiting.push({ id: freshId(), ...event });
    return work();
  };
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
  return status;
}

// Not every browser gives randomUUID to a page that came over plain http.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
