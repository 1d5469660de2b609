// Writing: keys and counters, sending once and only once, and what is said when sending fails.
import { forget, giveUpSaving, noteChange, rememberForm, saveAll } from "./drafts.js";
import { language, t } from "./words.js";

const NEAR = 0.9;

const FAILED = {
  0: t("There is no connection, so nothing was sent. Your words are still here."),
  403: t("You are signed out, or this page was open for too long. Your words stay here: sign in in another tab, then send again."),
  404: t("This topic is no longer open to you. Your words are still here: copy them if you need them."),
  503: t("The forum cannot store anything just now. Your words are still here: send them again in a few seconds."),
  413: t("That is longer than a post can be. Please shorten it; nothing was lost."),
};
const FAILED_OTHERWISE = t("Something broke on our side, so nothing was published. Your words are still here.");

const isWriting = (form) => form instanceof HTMLFormElement && "draftKey" in form.dataset;

function countDown(field) {
  const limit = field.maxLength;
  if (limit <= 0) return;
  let left = field.parentElement.querySelector(".left");
  if (!left) {
    left = document.createElement("span");
    left.className = "left";
    field.after(left);
  }
  const remaining = limit - field.value.length;
  left.textContent = field.value.length > limit * NEAR ? t("%(count)s characters left", { count: remaining.toLocaleString(language) }) : "";
  left.classList.toggle("near", remaining < limit * (1 - NEAR) / 2);
}

/** While a form travels its texts stand still: what was typed meanwhile would go under when the answer is swapped in. */
function showSending(form, sending) {
  for (const field of form.querySelectorAll("textarea")) field.readOnly = sending;
  form.dataset.sending = sending ? "1" : "";
  for (const button of form.querySelectorAll("[type=submit]")) {
    if (sending) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function onSubmit(event) {
  const form = event.target;
  if (form.getAttribute("action")?.endsWith("/logout/")) forget(); // form.action may be a field of that name
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.querySelector(".failed")?.remove();
  showSending(form, true);
  if (isWriting(form)) giveUpSaving(form);
}

function failed(event) {
  const form = event.detail.elt;
  if (!isWriting(form)) return;
  showSending(form, false);
  const notice = document.createElement("div");
  notice.className = "notice wait failed";
  notice.setAttribute("role", "alert");
  const say = document.createElement("p");
  say.textContent = FAILED[event.detail.xhr?.status ?? 0] ?? FAILED_OTHERWISE;
  const again = document.createElement("button");
  again.type = "submit";
  again.className = "quiet";
  again.textContent = t("Send again");
  notice.append(say, again);
  form.querySelector(".failed")?.remove();
  form.querySelector(".send").before(notice);
  noteChange(form);
}

function onInput(event) {
  const form = event.target.form;
  if (event.target.maxLength > 0) countDown(event.target);
  if (form && isWriting(form)) noteChange(form);
}

function onKey(event) {
  const form = event.target.form;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form && isWriting(form)) form.requestSubmit();
}

/** What is chosen of that post, or all of it, lands where somebody writes; without a place for it the link is followed. */
async function quote(event) {
  const link = event.target.closest?.("a[data-quote]");
  const field = document.querySelector("#composer textarea[data-writes]");
  if (!link || !field || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const chosen = chosenIn(link.closest("article")?.querySelector(".said"));
  try {
    const answer = await fetch(link.dataset.quote);
    const { head, words } = await answer.json();
    const { put } = await import("./editor.js");
    const quoted = chosen ? `> ${head}\n>\n${chosen.replaceAll(/^/gm, "> ")}\n\n` : words;
    const before = field.value.trimEnd();
    put(field, (before ? "\n\n" : "") + quoted, before.length, field.value.length);
    field.scrollIntoView({ block: "center" });
  } catch {
    location.assign(link.href);
  }
}

function chosenIn(said) {
  const chosen = getSelection();
  return said && chosen.rangeCount && said.contains(chosen.anchorNode) && said.contains(chosen.focusNode) ? chosen.toString().trim() : "";
}

/** The tools are fetched only where there is something to write with them. Without a network one writes without them. */
function wake(root) {
  const forms = [...(root.querySelectorAll?.("form[data-draft-key]") ?? [])];
  for (const form of forms) rememberForm(form);
  if (!forms.length) return;
  const equip = ({ equipAll, onToolKey }) => forms.forEach((form) => equipTools(form, equipAll, onToolKey));
  import("./editor.js").then(equip, () => {});
}

function equipTools(form, equipAll, onToolKey) {
  equipAll(form);
  form.addEventListener("keydown", onToolKey);
}

export function startComposer() {
  wake(document);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("input", onInput);
  document.addEventListener("change", onInput);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", quote);
  document.body.addEventListener("htmx:sendError", failed);
  document.body.addEventListener("htmx:responseError", failed);
  document.body.addEventListener("htmx:afterRequest", (event) => event.detail.elt instanceof HTMLFormElement && showSending(event.detail.elt, false));
  document.body.addEventListener("htmx:load", (event) => wake(event.detail.elt.parentElement ?? event.detail.elt));
  document.addEventListener("focusout", (event) => event.target.form && isWriting(event.target.form) && saveAll());
  addEventListener("pagehide", () => saveAll(true));
  addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form").forEach((form) => showSending(form, false)));
}
