// Without a socket: the page asks again by itself, says so in one quiet line, and stops as soon as the socket speaks.
import { t } from "./words.js";

const EACH = 15000;
const LONGEST = 60000;
const SPREAD = 0.2; // pages that lost their sockets together do not ask together
const OFF = t("Live updates are off; checking every 15 seconds");
const AWAY = t("Live updates paused, reconnecting");
const askers = [];
let on = false;
let failed = 0;
let timer = null;

/** What is asked each time. It throws where nothing was answered. */
export function eachTime(asker) {
  askers.push(asker);
}

function say(words) {
  const bar = document.getElementById("live-bar");
  if (!bar || bar.textContent === words) return;
  bar.textContent = words;
  bar.hidden = !words;
}

/** Every 15 seconds; after failures 30, then 60. */
function pause() {
  return Math.min(LONGEST, EACH * 2 ** failed) * (1 + SPREAD * (Math.random() - 0.5));
}

async function poll() {
  clearTimeout(timer);
  if (!on || document.hidden) return; // a page that nobody sees asks when it is seen again
  const answers = await Promise.allSettled(askers.map((ask) => ask()));
  if (!on) return;
  failed = answers.some((answer) => answer.status === "rejected") ? failed + 1 : 0;
  say(failed ? AWAY : OFF);
  clearTimeout(timer);
  timer = setTimeout(poll, pause());
}

export function startPolling() {
  if (on) return;
  on = true;
  failed = 0;
  poll();
}

export function stopPolling() {
  on = false;
  clearTimeout(timer);
  say("");
}

export const isPolling = () => on;

addEventListener("online", () => on && poll());
document.addEventListener("visibilitychange", () => on && poll());
