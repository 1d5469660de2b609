// Posts on an open page: put in, replaced where they stand, moved when their place changes, faded out when gone.
import { dropKept, isKept, isOwn, keep, keepPlace, mayComeIn, startAside } from "./aside.js";
import { announce } from "./page.js";
import { t } from "./words.js";

const FADE = 350;
const FRESH = 6000;
const NEAR_TOP = 80;

/** Put one change into the page. `html` null means that the post is gone. */
export function applyChange(element, html) {
  const old = document.getElementById(element);
  if (html === null) return old ? takeOut(old) : takeBack(element);
  const fresh = parse(html);
  if (!fresh || fresh.id !== element) return;
  if (old && !old.dataset.leaving) replace(old, fresh);
  else if (isKept(element)) keep(fresh);
  else arrive(fresh, old);
}

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

function replace(old, fresh) {
  const hadFocus = old.contains(document.activeElement);
  const wasOpen = old.querySelector(".folded")?.open;
  if (wasOpen) fresh.querySelector(".folded")?.setAttribute("open", "");
  const stays = old.dataset.group === fresh.dataset.group && old.dataset.order === fresh.dataset.order;
  const openSum = old.querySelector(".sum")?.open;
  if (openSum) fresh.querySelector(".sum")?.setAttribute("open", "");
  if (stays) {
    keepPlace(() => old.replaceWith(fresh));
  } else if (scrollY > NEAR_TOP) {
    keepPlace(() => old.replaceWith(fresh));
    offerOrder();
  } else {
    old.remove();
    place(fresh);
  }
  wake(fresh);
  if (hadFocus) fresh.querySelector(".post-more")?.focus();
}

/** Nothing moves under somebody who reads: a bar offers the new order. */
function offerOrder() {
  const bar = document.getElementById("order-bar");
  if (!bar) return;
  bar.hidden = false;
  bar.querySelector("button").onclick = () => {
    bar.hidden = true;
    for (const post of document.querySelectorAll("article.post")) place(post);
    document.querySelector('[data-posts="vetted"]')?.scrollIntoView({ block: "start" });
  };
}

/** Whether experts agree, as the tail says it for everybody. */
export function showConsensus(html) {
  const old = document.getElementById("consensus");
  const fresh = parse(html);
  if (!old || old.textContent.trim() === fresh.textContent.trim()) return;
  keepPlace(() => old.replaceWith(fresh));
  const head = fresh.querySelector("h2");
  if (head) announce(head.textContent);
}

/** Counted at once; shown at once only where nothing moves under somebody who reads. */
function arrive(fresh, leaving) {
  leaving?.remove();
  const box = boxOf(fresh);
  if (!box) return;
  if (fresh.dataset.group === "opening") return putIn(fresh);
  const mine = isOwn(fresh);
  if (document.body.dataset.narrowed && !mine) return; // it shows what it chose; others only change or leave there
  countBy(1);
  if (!mine && !mayComeIn(box)) return keep(fresh);
  putIn(fresh);
  announce(t("New reply from %(name)s", { name: fresh.dataset.author }));
}

function putIn(fresh) {
  place(fresh);
  wake(fresh);
  fresh.classList.add("is-new");
  setTimeout(() => fresh.classList.remove("is-new"), FRESH);
}

/** Hidden or withdrawn before this reader asked for it. */
function takeBack(element) {
  if (dropKept(element)) countBy(-1);
}

function boxOf(fresh) {
  return document.querySelector(`[data-posts="${CSS.escape(fresh.dataset.group)}"]`);
}

/** Containers keep their posts in the order of `data-order`, compared as text. */
function place(fresh) {
  const box = boxOf(fresh);
  if (!box) return;
  const later = [...box.children].find((other) => other !== fresh && other.dataset.order > fresh.dataset.order);
  box.insertBefore(fresh, later ?? null);
}

function takeOut(old) {
  if (old.dataset.leaving) return;
  old.dataset.leaving = "1";
  old.classList.add("gone-soon");
  if (old.dataset.group !== "opening") countBy(-1);
  setTimeout(() => keepPlace(() => old.remove()), FADE);
}

function countBy(step) {
  for (const count of document.querySelectorAll('[data-count="replies"]')) {
    count.textContent = String(Math.max(0, Number(count.textContent) + step));
  }
}

/** New elements may carry hx- attributes. */
function wake(fresh) {
  window.htmx?.process(fresh);
}

/** This page places its posts itself, and holds still what is being read. */
export function startPosts() {
  if (!document.querySelector("[data-posts]")) return;
  document.documentElement.classList.add("still");
  startAside(putIn);
}
