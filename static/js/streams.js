// The page's socket: hints arrive here, the tail heals every gap, and each change enters the page only once.
import { expectOwn } from "./aside.js";
import { applyChange, showConsensus, startPosts } from "./posts.js";
import { offerWay, showBrake } from "./brake.js";
import { eachTime, isPolling, startPolling, stopPolling } from "./polling.js";
import { t } from "./words.js";

const SHORTEST = 500;
const LONGEST = 8000;
const QUIET_BEFORE_STATUS = 5000;
const PING_EACH = 25000;
const CLOSED_TO_YOU = [4403, 4404];
const TO_POLLING = 4400; // the server would rather be asked: codes from here on, but for the next
const TRY_AGAIN = 4503;
const REST = 30000;

const page = { path: "", tail: "", seen: 0, isTopic: false, moved: false };
let attempt = 0;
let statusTimer = null;
let pingTimer = null;
let tailRunning = false;
let tailWanted = false;
let stopped = false;
let line = null;
const hearers = new Map();

/** Other modules hear the frames that are theirs: a hint, a bell. */
export function hear(kind, hearer) {
  hearers.set(kind, [...(hearers.get(kind) ?? []), hearer]);
}

/** Ask over the page's own socket. Says whether there is one: without it nothing is asked. */
export function ask(question) {
  if (line?.readyState !== WebSocket.OPEN) return false;
  line.send(JSON.stringify(question));
  return true;
}

function address(path) {
  const scheme = location.protocol === "https:" ? "wss://" : "ws://";
  return scheme + location.host + path;
}

/** Fetch what changed since the version this page has. One at a time; a wish during a fetch is granted after it. */
export async function fetchTail() {
  if (!page.tail || stopped) return;
  if (tailRunning) {
    tailWanted = true;
    return;
  }
  tailRunning = true;
  try {
    do {
      tailWanted = false;
      await oneTail();
    } while (tailWanted);
  } catch {
    if (!isPolling()) setTimeout(fetchTail, jitter(attempt + 1));
  } finally {
    tailRunning = false;
  }
}

/** Asked again by the clock; says by an error that nobody answered. */
async function pollTail() {
  if (page.tail && !stopped && !tailRunning) await oneTail();
}

async function oneTail() {
  while (await nextOfTail());
}

/** One page of the tail; says whether there is another. */
async function nextOfTail() {
  const answer = await fetch(`${page.tail}?after=${page.seen}`, { headers: { Accept: "application/json" } });
  if (answer.status === 403 || answer.status === 404) return closedToYou();
  if (!answer.ok) throw new Error(`tail ${answer.status}`);
  const { version, changes, more, consensus } = await answer.json();
  for (const { element, html } of changes) applyChange(element, html);
  if (consensus) showConsensus(consensus);
  // A frame may have been applied while the answer travelled: never step back.
  page.seen = Math.max(page.seen, version);
  return more;
}

function onFrame(frame) {
  for (const hearer of hearers.get(frame.kind) ?? []) hearer(frame);
  if (frame.kind === "joined") return fetchTail();
  if (frame.kind === "bell" && frame.about === "changed") return fetchTail();
  if (frame.kind === "bell" && frame.about === "brake") return showBrake();
  if (frame.kind === "bell" && frame.about === "moved") {
    page.moved = frame.gone;
    return offerWay(frame.url);
  }
  if (frame.kind !== "fragment" && frame.kind !== "gone") return;
  if (frame.version <= page.seen) return;
  if (frame.version > page.seen + 1 || tailRunning) return fetchTail();
  page.seen = frame.version;
  applyChange(frame.element, frame.kind === "fragment" ? frame.html : null);
}

function closedToYou() {
  stopped = true;
  clearTimeout(statusTimer);
  stopPolling();
  if (!page.isTopic) return;
  for (const box of document.querySelectorAll("[data-posts]")) box.replaceChildren();
  if (!page.moved) sayClosed();
}

function sayClosed() {
  const banner = document.createElement("div");
  banner.className = "notice wait";
  banner.setAttribute("role", "alert");
  const head = document.createElement("h2");
  const words = document.createElement("p");
  head.textContent = t("This is no longer open to you");
  words.textContent = t("It was hidden or withdrawn, or you were signed out. What you typed is still on this page: copy it if you need it.");
  banner.append(head, words);
  document.getElementById("main").prepend(banner);
}

function jitter(times) {
  const ceiling = Math.min(LONGEST, SHORTEST * 2 ** times);
  return SHORTEST + Math.random() * (ceiling - SHORTEST);
}

function connect() {
  if (stopped) return;
  statusTimer ??= setTimeout(startPolling, QUIET_BEFORE_STATUS); // one that is held back never closes either
  let socket;
  try {
    socket = new WebSocket(address(page.path));
  } catch {
    return startPolling(); // this browser has none
  }
  line = socket;
  socket.addEventListener("open", () => {
    pingTimer = setInterval(() => socket.send("ping"), PING_EACH);
  });
  socket.addEventListener("message", (event) => {
    attempt = 0;
    clearTimeout(statusTimer);
    statusTimer = null;
    stopPolling();
    onFrame(JSON.parse(event.data));
  });
  socket.addEventListener("close", (event) => onClose(event.code));
}

function onClose(code) {
  clearInterval(pingTimer);
  if (CLOSED_TO_YOU.includes(code)) return closedToYou();
  attempt += 1;
  const isTold = code >= TO_POLLING && code !== TRY_AGAIN;
  if (isTold) startPolling();
  statusTimer ??= setTimeout(startPolling, QUIET_BEFORE_STATUS);
  setTimeout(connect, isTold ? REST + jitter(attempt) : jitter(attempt));
}

export function startStream() {
  const { socket, tail, version } = document.body.dataset;
  if (!socket) return;
  Object.assign(page, { path: socket, tail: tail ?? "", seen: Number(version ?? 0), isTopic: Boolean(tail) });
  startPosts();
  document.body.addEventListener("posts-changed", (event) => {
    expectOwn(event.detail?.element);
    fetchTail();
  });
  // A page that comes back from the history or from sleep asks at once, whatever its socket says.
  addEventListener("pageshow", (event) => event.persisted && fetchTail());
  addEventListener("online", fetchTail);
  eachTime(pollTail);
  connect();
}
