// The moderators' keys: through the list, into an item, and to a decision. Every key is a link or a button too.
import { csrfToken } from "./page.js";
import { t } from "./words.js";

const REASON = "debrief.reason";
const LIST = "debrief.queue";
const PLACE = "debrief.queue.place";
const SECOND_KEY_WITHIN = 1500;
const STAY_EACH = 60000;
const VERDICTS = { a: ["publish", "keep"], h: ["hide"], e: ["return"] };
let goUntil = 0;
let stayedAt = 0;
let kept = null;

/** For this tab alone, and gone with it. */
const tab = {
  get(key) {
    try { return sessionStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { sessionStorage.setItem(key, value); } catch { /* then there is no memory */ }
  },
};

const rows = () => [...document.querySelectorAll("#queue [data-item]")];
const linkOf = (row) => row.querySelector("h2 a");
const hereAt = () => rows().findIndex((row) => row.contains(document.activeElement));
const here = () => rows()[hereAt()] ?? null;
const decideForm = () => document.querySelector("form#decide");
const reasonField = () => decideForm()?.querySelector("[name=reason]");

function say(words) {
  const region = document.getElementById("keys-said");
  if (region) region.textContent = words;
}

function move(step) {
  const all = rows();
  if (!all.length) return openNeighbour(step);
  const next = Math.min(Math.max(hereAt() + step, 0), all.length - 1);
  linkOf(all[next]).focus();
}

/** From one item to the next in the order of the list from which this tab came. */
function openNeighbour(step) {
  const list = JSON.parse(tab.get(LIST) ?? "[]");
  const next = list[list.indexOf(location.pathname) + step];
  if (decideForm() && next) location.assign(next);
  else say(t("There is no other item in this direction."));
}

function open(hash = "") {
  const row = here();
  if (row) location.assign(linkOf(row).href + hash);
  else say(t("Press j to choose an item first."));
}

function tick() {
  const box = here()?.querySelector("[type=checkbox]");
  if (!box) return say(t("This one is decided by itself."));
  box.checked = !box.checked;
  const count = document.querySelectorAll("#queue [name=item]:checked").length;
  say(box.checked ? t("Chosen. %(count)s in all.", { count }) : t("Not chosen. %(count)s in all.", { count }));
}

async function take() {
  const button = document.querySelector("#take [data-key=take]");
  if (button) return button.click();
  const item = here()?.dataset.item ?? "";
  if (!item) return say(document.querySelector("#take p")?.textContent ?? t("Press j to choose an item first."));
  const [kind, number] = item.split("-");
  const answer = await post(`/moderation/takes/${kind}/${number}/take/`);
  if (!answer) return say(t("That did not arrive. Please try again."));
  const words = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("p");
  say(words?.textContent ?? "");
}

async function post(path) {
  try {
    return await fetch(path, { method: "POST", headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" } });
  } catch {
    return null;
  }
}

/** On the list with ticks: the preview for all of them. On one line: its page. On the page: the answer, then the reason. */
function choose(key) {
  const names = VERDICTS[key];
  if (!decideForm()) return chooseInList(key, names);
  const choice = names.map((name) => decideForm().querySelector(`[name=verdict][value=${name}]`)).find(Boolean);
  if (!choice) return say(t("That is not among the decisions for this one."));
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  reasonField().focus();
  say(t("%(verdict)s. Now the reason; Control and Enter decide.", { verdict: choice.labels[0]?.textContent.trim() ?? "" }));
}

function chooseInList(key, names) {
  const bulk = document.getElementById("bulk");
  if (!bulk || !document.querySelector("#queue [name=item]:checked")) return open(`#key-${key}`);
  bulk.elements.verdict.value = key === "a" ? "keep" : names[0];
  bulk.requestSubmit();
}

function repeatReason() {
  const field = reasonField();
  const last = tab.get(REASON);
  if (!field) return say(t("Open an item first."));
  if (!last) return say(t("There is no earlier reason in this tab."));
  field.value = last;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  say(t("Your last reason is in the field."));
}

function note() {
  const field = document.getElementById("note");
  if (field) field.focus();
  else if (here()) open("#key-m");
  else say(t("There is no place for a note here."));
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => open(),
  c: () => take(),
  a: () => choose("a"),
  h: () => choose("h"),
  e: () => choose("e"),
  m: () => note(),
  x: () => tick(),
  ".": () => repeatReason(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
  g: () => { goUntil = Date.now() + SECOND_KEY_WITHIN; },
  q: () => { if (Date.now() < goUntil) location.assign("/moderation/"); },
};

function isTyping(target) {
  if (target.isContentEditable || target.closest("textarea, select, [role=textbox], dialog")) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && decideForm()?.contains(event.target)) {
    event.preventDefault();
    return decideForm().requestSubmit(decideForm().querySelector("[type=submit]:not([formnovalidate])"));
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (document.body.dataset.keys !== "1" || !Object.hasOwn(KEYS, event.key)) return;
  if (!document.getElementById("shortcuts") && !"gq".includes(event.key)) return; // elsewhere keys.js listens
  event.preventDefault();
  KEYS[event.key]();
}

/** The list is fetched anew when something happens: ticks and place stay where they were. */
function keepPlace(event) {
  if (event.detail.target?.id !== "queue") return;
  const ticked = [...document.querySelectorAll("#queue [name=item]:checked")].map((box) => box.value);
  kept = { ticked, item: here()?.dataset.item, at: hereAt() };
}

function restorePlace() {
  rememberList();
  if (!kept) return;
  for (const box of document.querySelectorAll("#queue [name=item]")) box.checked = kept.ticked.includes(box.value);
  const row = rows().find((one) => one.dataset.item === kept.item) ?? rows()[kept.at];
  if (kept.at >= 0 && row) linkOf(row).focus();
  kept = null;
}

function rememberList() {
  if (!rows().length) return;
  tab.set(LIST, JSON.stringify(rows().map((row) => new URL(linkOf(row).href).pathname)));
}

/** Whoever works on an item that is theirs keeps it. */
function stay() {
  const mine = document.querySelector("#take[data-mine]");
  if (!mine || Date.now() - stayedAt < STAY_EACH) return;
  stayedAt = Date.now();
  const [kind, number] = mine.dataset.item.split("-");
  post(`/moderation/takes/${kind}/${number}/take/`);
}

function onSubmit(event) {
  if (event.target === decideForm() && reasonField()?.value) tab.set(REASON, reasonField().value);
}

/** After a decision the next item stands where the last one stood. */
function startPlace() {
  rememberList();
  const at = Number(tab.get(PLACE) ?? -1);
  if (new URLSearchParams(location.search).has("decided") && at >= 0) linkOf(rows()[Math.min(at, rows().length - 1)] ?? document.body)?.focus();
  const key = location.hash.match(/^#key-(.)$/)?.[1];
  if (!key) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (decideForm()) KEYS[key]?.();
}

function startHelp() {
  const help = document.getElementById("shortcuts");
  for (const button of document.querySelectorAll("[data-shortcuts]")) {
    button.hidden = !help;
    button.addEventListener("click", () => help.showModal());
  }
}

export function startQueue() {
  if (document.body.dataset.duty !== "1") return;
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("focusin", () => { if (hereAt() >= 0) tab.set(PLACE, String(hereAt())); });
  for (const sign of ["input", "keydown", "pointerdown"]) document.addEventListener(sign, stay, { passive: true });
  document.body.addEventListener("htmx:beforeSwap", keepPlace);
  document.body.addEventListener("htmx:afterSettle", restorePlace);
  stayedAt = Date.now();
  startHelp();
  startPlace();
}
