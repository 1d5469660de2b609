// Single keys of members: through lists and posts, to the main places, and a page that says what they do.
import { t } from "./words.js";
const SECOND_KEY_WITHIN = 1500;
const PLACES = { h: "/", n: "/new/", b: "/notifications/", d: "/drafts/", s: "/settings/" };
const THINGS = ".topic-link, .topics h3 a, .results h2 a, .cards h2 a, article.post";
let goUntil = 0;

/** What j and k walk through, in the order of the page: the lines of a list, or the posts of a topic. */
const things = () => [...document.querySelectorAll(`#main :is(${THINGS})`)].filter((one) => one.offsetParent !== null);
const hereAt = (all) => all.findIndex((one) => one.contains(document.activeElement));

function move(step) {
  const all = things();
  if (!all.length) return;
  const at = hereAt(all);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next.matches("article")) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const all = things();
  const one = all[hereAt(all)];
  if (one?.matches("a")) one.click();
}

/** A field that is there takes the cursor; otherwise the page that has it. */
function search() {
  const field = document.querySelector(".find input[type=search]");
  if (field && field.offsetParent !== null) field.focus();
  else location.assign("/search/");
}

function reply() {
  document.querySelector("#main .composer textarea[name=body]")?.focus();
}

function back() {
  const crumb = document.querySelector("#main .crumbs a");
  if (crumb) location.assign(crumb.href);
}

/** The page /keys/ in a dialog; where it cannot be fetched, the page itself. */
async function help() {
  if (document.getElementById("keys")) return;
  try {
    const answer = await fetch("/keys/");
    if (!answer.ok) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("keys"));
  } catch {
    location.assign("/keys/");
  }
}

function show(content) {
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  const article = document.createElement("article");
  const title = content.querySelector("h1");
  close.type = "button";
  close.className = "quiet";
  close.textContent = t("Close");
  close.addEventListener("click", () => dialog.close());
  title.id = "keys-title";
  dialog.className = "shortcuts";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("close", () => dialog.remove());
  article.append(close, ...content.childNodes);
  dialog.append(article);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

const KEYS = { j: () => move(1), k: () => move(-1), o: open, u: back, r: reply, "/": search, "?": help };

/** In fields, menus and dialogs a letter is a letter. */
function isTyping(target) {
  return target.isContentEditable || target.closest("input, textarea, select, [role=textbox], dialog") !== null;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (document.body.dataset.keys !== "1" || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const wasGoing = Date.now() < goUntil;
  goUntil = event.key === "g" ? Date.now() + SECOND_KEY_WITHIN : 0;
  if (wasGoing && Object.hasOwn(PLACES, event.key)) return location.assign(PLACES[event.key]);
  if (wasGoing || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

/** Pages of the moderators' queue have keys of their own. */
export function startKeys() {
  if (!document.getElementById("shortcuts")) document.addEventListener("keydown", onKey);
}
