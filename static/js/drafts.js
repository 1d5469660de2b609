// Drafts: saved a second after a pause, on leaving a field and on leaving the page; never silently over a newer text.
import { csrfToken, memory } from "./page.js";
import { t } from "./words.js";

const PAUSE = 1000;
const RETRY = 5000;
const MAX_LABEL = 150;
const SHELF = "debrief.draft.";
const NOT_WORDS = ["csrfmiddlewaretoken", "client_id", "answer", "sequence", "preview"];
const SIGNED_OUT = t("You are signed out. Your words stay on this page; sign in in another tab, then press Save.");

const known = new Map();

const shelfKey = (form) => `${SHELF}${document.body.dataset.member}.${form.dataset.draftKey}`;

/** What was typed, by field name. */
function textsOf(form) {
  const texts = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_WORDS.includes(name) && typeof value === "string") texts[name] = value.replaceAll("\r\n", "\n");
  }
  return texts;
}

function putBack(form, texts) {
  for (const field of form.elements) {
    if (!(field.name in texts) || NOT_WORDS.includes(field.name)) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === texts[field.name];
    else field.value = texts[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function same(some, others) {
  const names = new Set([...Object.keys(some), ...Object.keys(others)].filter((name) => !NOT_WORDS.includes(name)));
  return [...names].every((name) => (some[name] ?? "") === (others[name] ?? "").replaceAll("\r\n", "\n"));
}

export function rememberForm(form) {
  if (known.has(form)) return;
  for (const old of known.keys()) if (!old.isConnected) known.delete(old);
  known.set(form, { sequence: Number(form.dataset.draftSequence || 0), first: textsOf(form), dirty: false, timer: 0, flight: null, asked: "" });
  offerLocalCopy(form);
}

export function noteChange(form) {
  rememberForm(form);
  const state = known.get(form);
  state.dirty = true;
  if (state.asked === "sign in") state.asked = "";
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), PAUSE);
}

/** The form is being sent: a save that is still on its way must not bring the draft back to life. */
export function giveUpSaving(form) {
  const state = known.get(form);
  if (!state) return;
  clearTimeout(state.timer);
  state.flight?.abort();
  state.dirty = false;
  memory.drop(shelfKey(form));
}

export function saveAll(leaving = false) {
  for (const [form, state] of known) if (state.dirty && !state.asked && form.isConnected) save(form, leaving);
}

/** With `keep`, the text of the other place stays as a draft of its own. */
async function save(form, leaving = false, keep = "") {
  const state = known.get(form);
  clearTimeout(state.timer);
  if (state.flight || !state.dirty || state.asked === "choose") return;
  const texts = textsOf(form);
  const { draftKey, draftLabel, draftUrl } = form.dataset;
  const body = new URLSearchParams({ key: draftKey, label: draftLabel.slice(0, MAX_LABEL), url: draftUrl, sequence: String(state.sequence), texts: JSON.stringify(texts), keep });
  state.flight = new AbortController();
  state.dirty = false;
  try {
    const options = { method: "POST", body, keepalive: leaving, signal: state.flight.signal, headers: { "X-CSRFToken": csrfToken() } };
    const answer = await fetch("/drafts/save/", options);
    const facts = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    state.flight = null;
    settle(form, state, answer.status, facts, texts);
  } catch (error) {
    state.flight = null;
    if (error.name !== "AbortError") keepHere(form, state, texts);
  }
}

function settle(form, state, status, facts, texts) {
  if (status === 200) {
    knows(form, state, facts.sequence);
    state.asked = "";
    memory.drop(shelfKey(form));
    say(form, t("Saved %(time)s", { time: facts.saved_at }));
    if (state.dirty) noteChange(form);
    return;
  }
  if (status === 410) return;
  state.dirty = true;
  if (status === 409) return settleConflict(form, state, facts, texts);
  if (status === 403) {
    state.asked = "sign in";
    return say(form, SIGNED_OUT, [[t("Save"), () => save(form)]]);
  }
  if (status === 422 && facts.error) return say(form, facts.error);
  keepHere(form, state, texts);
}

/** The draft that this page has seen travels with its form, so that sending drops no newer one. */
function knows(form, state, sequence) {
  state.sequence = sequence;
  const field = form.querySelector("input[type=hidden][name=sequence]");
  if (field) field.value = String(sequence);
}

/**
 * The newer text may be the very one this page was opened with: then nobody has to choose. Otherwise both are shown, and
 * whichever is not chosen stays among the drafts.
 */
function settleConflict(form, state, { newer, sequence }, texts) {
  if (same(newer, state.first) || same(newer, texts)) {
    knows(form, state, sequence);
    return save(form);
  }
  state.asked = "choose";
  const end = (words) => {
    form.querySelector("textarea")?.focus();
    form.querySelector(".two-texts")?.remove();
    say(form, words);
  };
  const mine = () => {
    state.asked = "";
    save(form, false, "mine"); // before its button goes, which would save without the choice
    end(t("Saving. The other text stays among your drafts."));
  };
  const theirs = async () => {
    state.asked = "";
    await save(form, false, "other");
    if (state.asked || state.dirty) return;
    end(t("The other text is in place. Yours stays among your drafts."));
    putBack(form, newer);
  };
  import("./conflict.js").then(
    ({ showBoth }) => showBoth(form, textsOf(form), newer, { mine, theirs }),
    () => say(form, t("This draft was changed in another place. Open your drafts to see both texts.")),
  );
  say(form, t("This draft was changed in another place. Both texts are shown above the button."));
}

function keepHere(form, state, texts) {
  state.dirty = true;
  const kept = memory.set(shelfKey(form), JSON.stringify(texts));
  say(form, kept ? t("Not saved: no connection. Kept on this device, and we keep trying.") : t("Not saved: no connection. Your words are on this page only; we keep trying."));
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), RETRY);
}

function offerLocalCopy(form) {
  const kept = memory.get(shelfKey(form));
  if (!kept) return;
  const texts = JSON.parse(kept);
  if (same(texts, textsOf(form))) return memory.drop(shelfKey(form));
  const take = () => { putBack(form, texts); say(form, t("Restored from this device.")); };
  const leave = () => { memory.drop(shelfKey(form)); say(form, ""); };
  say(form, t("This device kept words that never reached us."), [[t("Put them back"), take], [t("Throw them away"), leave]]);
}

/** Signing out takes the copies on this device along: it may be a shared one. */
export function forget() {
  for (const form of known.keys()) memory.drop(shelfKey(form));
}

function say(form, words, deeds = []) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  const buttons = deeds.map(([label, deed]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = label;
    button.addEventListener("click", deed);
    return button;
  });
  place.replaceChildren(words, ...buttons);
}

addEventListener("beforeunload", (event) => {
  if ([...known].some(([form, state]) => form.isConnected && state.dirty)) event.preventDefault();
});
addEventListener("online", () => saveAll());
