// Safety notices on an open page: they come, they go, and whoever is no member closes them for this page.
import { eachTime } from "./polling.js";
import { hear } from "./streams.js";

const WITHIN = 800; // many pages hear at once: they do not all ask at once
const CHECK_AFTER = 20000;
const isMember = () => Boolean(document.body.dataset.member);
const place = () => document.getElementById("notices");
const closed = new Set();
let joinedAt = 0;

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content;
}

/** A page has no token of its own for words that came over the socket: forms take the newest one when they are sent. */
function fit(notice) {
  if (isMember()) notice.querySelector("[data-dismiss]")?.remove();
  else notice.querySelector("form")?.remove();
  const close = notice.querySelector("[data-dismiss]");
  if (!close) return;
  close.hidden = false;
  close.addEventListener("click", () => {
    closed.add(notice.id);
    notice.remove();
  });
}

function put(notice) {
  if (!place() || closed.has(notice.id) || document.getElementById(notice.id)) return;
  notice.classList.add("pushed");
  fit(notice);
  place().append(notice);
  window.htmx?.process(notice);
}

function onBanner(frame) {
  if (frame.html === null) document.getElementById(frame.element)?.remove();
  else put(parse(frame.html).firstElementChild);
}

/** What stands for this reader now. One that is open on the page stays as it is. */
async function askForNotices() {
  const answer = await fetch("/notices/open/");
  if (!answer.ok) return;
  const now = parse(await answer.text()).getElementById("notices");
  for (const shown of [...place().children]) if (!now.querySelector(`#${shown.id}`)) shown.remove();
  for (const notice of [...now.children]) put(notice);
  place().dataset.version = now.dataset.version;
}

/** A few bytes, the same for everybody: whether this page missed something. */
async function checkNotices() {
  const answer = await fetch("/notices/version/");
  if (answer.ok && (await answer.json()).version !== place().dataset.version) await askForNotices();
}

/** Where nobody answers, the next check asks again. */
const quietly = (work) => work().catch(() => {});

export function startNotices() {
  if (!place()) return;
  for (const notice of place().children) fit(notice);
  hear("banner", onBanner);
  hear("bell", (frame) => frame.about === "notice" && isMember() && setTimeout(() => quietly(askForNotices), Math.random() * WITHIN));
  hear("joined", () => joinedAt ? quietly(checkNotices) : (joinedAt = Date.now()));
  eachTime(checkNotices);
  // One that came between the page and its socket.
  setTimeout(() => quietly(checkNotices), CHECK_AFTER);
}
