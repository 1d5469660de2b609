// Replies that came while somebody reads or writes: kept aside until they ask, so that nothing moves under their eyes.
import { announce } from "./page.js";
import { t } from "./words.js";

const READING = "article.post, #composer";
const kept = new Map();
const mine = new Set();

/** The reader's own reply is shown at once, wherever they are; the socket may bring it before its form is answered. */
export function expectOwn(element) {
  if (element) mine.add(element);
}

/** The version of the first that the reader has not been shown: nobody has read further than before it. */
export const oldestKept = () => Math.min(...[...kept.values()].map((post) => Number(post.dataset.version)));

export const isKept = (element) => kept.has(element);

export const isOwn = (fresh) => mine.delete(fresh.id) || isBeingSent(fresh);

/** Whether it may come in by itself: the end of the thread is in view and nothing is being done. */
export function mayComeIn(box) {
  return !isBusy() && isLast(box) && box.getBoundingClientRect().bottom <= innerHeight;
}

function isBeingSent(fresh) {
  const by = fresh.querySelector(".author a")?.getAttribute("href");
  return by === `/members/${document.body.dataset.member}/` && document.querySelector("#composer form[data-sending='1']") !== null;
}

function isBusy() {
  const focused = document.activeElement;
  const writing = document.querySelector("#composer textarea")?.value;
  return Boolean(writing) || !(focused === null || focused === document.body || focused.id === "main");
}

/** Whatever stands below would be pushed down. */
function isLast(box) {
  const boxes = [...document.querySelectorAll("[data-posts]")];
  return boxes.slice(boxes.indexOf(box) + 1).every((later) => !later.querySelector("article.post"));
}

/** Kept as it is now: one that was edited meanwhile comes in as it reads after the edit. */
export function keep(fresh) {
  const isNews = !kept.has(fresh.id);
  kept.set(fresh.id, fresh);
  showBar();
  if (isNews) announce(words);
}

/** Says whether it was there: what is hidden before anybody saw it never comes in. */
export function dropKept(element) {
  const was = kept.delete(element);
  if (was) showBar();
  return was;
}

function words() {
  if (!kept.size) return "";
  const count = kept.size;
  if ([...kept.values()].some((post) => post.dataset.group === "thread")) return count === 1 ? t("1 new reply") : t("%(count)s new replies", { count });
  return count === 1 ? t("1 new answer") : t("%(count)s new answers", { count });
}

function showBar() {
  const bar = document.getElementById("new-bar");
  if (!bar) return;
  bar.hidden = kept.size === 0;
  bar.querySelector("button").textContent = kept.size === 1 ? t("%(what)s. Show it", { what: words() }) : t("%(what)s. Show them", { what: words() });
}

/** The button of the bar: they come in, and the first of them is where the reader goes on. */
export function startAside(putIn) {
  const bar = document.getElementById("new-bar");
  bar?.querySelector("button").addEventListener("click", () => {
    const fresh = [...kept.values()];
    kept.clear();
    for (const post of fresh) putIn(post);
    bar.hidden = true;
    goTo([...document.querySelectorAll("article.post")].find((post) => fresh.includes(post)));
  });
}

function goTo(post) {
  if (!post) return;
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "start" });
}

/** Make a change; what the reader looks at stays where it is. (The page's own anchor is off: see `.still`.) */
export function keepPlace(change) {
  const seen = scrollY > 0 && [...document.querySelectorAll(READING)].find((part) => part.getBoundingClientRect().bottom > 0 && !part.dataset.leaving);
  const before = seen && seen.getBoundingClientRect().top;
  change();
  const after = seen && document.getElementById(seen.id);
  if (after) scrollBy({ top: after.getBoundingClientRect().top - before, behavior: "instant" });
}
