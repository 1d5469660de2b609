// Small things of every page: focus, one account menu, post menus that close again, selection that copies, fresh CSRF tokens.
import { t } from "./words.js";

const ANNOUNCE_GAP = 10000;
let announcedAt = 0;
let waiting = 0;
let telling = null;

/** The newest CSRF token: signing in again in another tab changes it. */
export function csrfToken() {
  const cookie = document.cookie.split("; ").find((part) => /^(__Host-)?csrftoken=/.test(part));
  return cookie ? cookie.slice(cookie.indexOf("=") + 1) : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/**
 * Say something politely, at most each ten seconds; what comes in between is said as a count. A function is asked when
 * its turn comes: "3 new replies" is true then, and stands for all that came in between.
 */
export function announce(words) {
  if (typeof words === "function") telling = words;
  const region = document.getElementById("announce");
  const now = Date.now();
  if (!region) return;
  if (now - announcedAt >= ANNOUNCE_GAP) {
    announcedAt = now;
    region.textContent = told(words);
    return;
  }
  waiting += 1;
  if (waiting > 1) return;
  setTimeout(() => {
    announcedAt = Date.now();
    region.textContent = telling ? told(telling) : waiting === 1 ? words : t("%(count)s changes on this page", { count: waiting });
    waiting = 0;
  }, ANNOUNCE_GAP - (now - announcedAt));
}

function told(words) {
  telling = null;
  return typeof words === "function" ? words() : words;
}

/** localStorage may be switched off or full: then there is simply no memory. */
export const memory = {
  get(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); return true; } catch { return false; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
};

function focusWhatMatters(root) {
  const target = root.querySelector?.("[data-focus]");
  if (target) target.focus();
}

function renewToken(form) {
  const field = form.querySelector?.("[name=csrfmiddlewaretoken]");
  const token = csrfToken();
  if (field && token) field.value = token;
}

function closeMenus(except) {
  for (const details of document.querySelectorAll(".account[open]")) {
    if (!details.contains(except)) details.open = false;
  }
}

async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  const words = source.innerText;
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = t("Copied");
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = t("Selected: press copy");
  }
}

function onClick(event) {
  closeMenus(event.target);
  const button = event.target.closest("[data-copy]");
  if (button) copyText(button);
  const user = event.target.closest("[data-use]");
  if (user) useReply(event, user);
}

/** A reply that stands ready lands in the field, to be changed; without this script the server puts it there. */
function useReply(event, button) {
  const chosen = document.getElementById(button.dataset.use).selectedOptions[0];
  event.preventDefault();
  if (chosen?.dataset.words) fill(document.getElementById(button.dataset.into), chosen.dataset.words);
}

function fill(field, words) {
  field.value = field.value ? `${field.value.trimEnd()} ${words}` : words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function onKey(event) {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".account[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
  const menu = document.activeElement?.closest(".menu");
  if (menu) {
    const opener = menu.parentElement.querySelector(".post-more");
    menu.replaceChildren();
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
  }
}

/** A second press on "More" closes the menu instead of asking again. */
function togglePostMenu(event) {
  const opener = event.detail.elt;
  if (!opener.classList?.contains("post-more")) return;
  const menu = opener.closest("article").querySelector(".menu");
  if (menu.childElementCount) {
    event.preventDefault();
    menu.replaceChildren();
    opener.setAttribute("aria-expanded", "false");
  } else {
    opener.setAttribute("aria-expanded", "true");
  }
}

function onRequest(event) {
  const { parameters, headers, verb } = event.detail;
  if (verb === "get") return;
  headers["X-CSRFToken"] = csrfToken();
  if (parameters && "csrfmiddlewaretoken" in parameters) parameters.csrfmiddlewaretoken = csrfToken();
}

export function startPage() {
  focusWhatMatters(document);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => renewToken(event.target), true);
  document.body.addEventListener("htmx:configRequest", onRequest);
  document.body.addEventListener("htmx:beforeRequest", togglePostMenu);
  document.body.addEventListener("htmx:afterSettle", (event) => focusWhatMatters(event.detail.elt ?? document));
}
