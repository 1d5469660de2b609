// Posts on an open page: put in, replaced where they stand, moved when their place changes, faded out when gone.
import { announce } from "./page.js";

const FADE = 350;
const FRESH = 6000;

/** Put one change into the page. `html` null means that the post is gone. */
export function applyChange(element, html) {
  const old = document.getElementById(element);
  if (html === null) return old ? takeOut(old) : undefined;
  const fresh = parse(html);
  if (!fresh || fresh.id !== element) return;
  if (old && !old.dataset.leaving) replace(old, fresh);
  else insert(fresh, old);
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
  if (stays) {
    old.replaceWith(fresh);
  } else {
    old.remove();
    place(fresh);
  }
  wake(fresh);
  if (hadFocus) fresh.querySelector(".post-more")?.focus();
}

function insert(fresh, leaving) {
  leaving?.remove();
  if (!place(fresh)) return;
  wake(fresh);
  countBy(1);
  fresh.classList.add("is-new");
  setTimeout(() => fresh.classList.remove("is-new"), FRESH);
  announce(`New reply from ${fresh.dataset.author}`);
}

/** Containers keep their posts in the order of `data-order`, compared as text. */
function place(fresh) {
  const box = document.querySelector(`[data-posts="${CSS.escape(fresh.dataset.group)}"]`);
  if (!box) return false;
  const later = [...box.children].find((other) => other.dataset.order > fresh.dataset.order);
  box.insertBefore(fresh, later ?? null);
  return true;
}

function takeOut(old) {
  if (old.dataset.leaving) return;
  old.dataset.leaving = "1";
  old.classList.add("gone-soon");
  if (old.dataset.group !== "opening") countBy(-1);
  setTimeout(() => old.remove(), FADE);
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
