// The tools above a long field: write or preview, bold, italics, list, quote, link. Each is a button; the field stays a field.
import { offerNames } from "./mentions.js";
import { csrfToken } from "./page.js";
import { watchPaste } from "./paste.js";
import { t } from "./words.js";

const MARKS = {
  b: { label: t("Bold"), keys: "Ctrl+B", show: "B", wrap: "**" },
  i: { label: t("Italics"), keys: "Ctrl+I", show: "I", wrap: "*" },
  list: { label: t("List"), show: "•", line: "- " },
  quote: { label: t("Quote"), show: "”", line: "> " },
  k: { label: t("Link"), keys: "Ctrl+K", show: t("Link") },
};
const FAILED = t("No connection, so there is no preview. Your words are in “Write”.");

function made(name, facts = {}, ...children) {
  const element = Object.assign(document.createElement(name), facts);
  element.append(...children);
  return element;
}

/** As if it were typed, so that undo takes it back and the draft hears of it. */
export function put(field, words, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function mark(field, { wrap, line }) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = value.slice(from, to);
  if (line) return markLines(field, line);
  if (!wrap) return link(field, chosen, from, to);
  const around = value.slice(from - wrap.length, from) === wrap && value.slice(to, to + wrap.length) === wrap;
  if (around) {
    put(field, chosen, from - wrap.length, to + wrap.length);
    return field.setSelectionRange(from - wrap.length, to - wrap.length);
  }
  put(field, `${wrap}${chosen}${wrap}`, from, to);
  field.setSelectionRange(from + wrap.length, to + wrap.length);
}

function link(field, chosen, from, to) {
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  put(field, isAddress ? `[](${chosen})` : `[${chosen}](https://)`, from, to);
  const at = isAddress ? from + 1 : from + chosen.length + 3;
  field.setSelectionRange(at, isAddress ? at : at + 8);
}

/** Whole lines, each with its sign in front; or without it, where every one has it. */
function markLines(field, sign) {
  const { selectionStart, selectionEnd, value } = field;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const has = lines.every((line) => line.startsWith(sign));
  put(field, lines.map((line) => (has ? line.slice(sign.length) : sign + line)).join("\n"), from, to);
}

/** One stop for the Tab key; the arrows go from tool to tool. */
function onArrow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tools = [...event.currentTarget.querySelectorAll("button:not([disabled])")];
  const next = event.key === "Home" ? tools[0] : event.key === "End" ? tools.at(-1) : tools[(tools.indexOf(event.target) + step + tools.length) % tools.length];
  if (!next || (!step && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
  next.focus();
}

function tool(words, show, deed, facts = {}) {
  const button = made("button", { type: "button", tabIndex: -1, title: words, ...facts }, show);
  if (show !== words) button.setAttribute("aria-label", words.split(" (")[0]);
  button.addEventListener("click", deed);
  return button;
}

function barOf(field, shown) {
  const marks = Object.entries(MARKS).map(([name, one]) => tool(one.keys ? `${one.label} (${one.keys})` : one.label, one.show, () => mark(field, one), { className: `tool ${name}` }));
  const write = tool(t("Write"), t("Write"), () => turn(field, shown, false), { className: "turn", tabIndex: 0 });
  const preview = tool(t("Preview"), t("Preview"), () => turn(field, shown, true), { className: "turn" });
  write.setAttribute("aria-pressed", "true");
  preview.setAttribute("aria-pressed", "false");
  const bar = made("div", { className: "tools" }, write, preview, made("span", { className: "marks" }, ...marks));
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", t("Writing tools"));
  bar.setAttribute("aria-describedby", labelOf(field));
  bar.setAttribute("aria-controls", field.id);
  bar.addEventListener("keydown", onArrow);
  return bar;
}

/** Which field they are for is said after their name: where a page has several, each has its own. */
function labelOf(field) {
  const [label] = field.labels;
  if (!label) return "";
  label.id ||= `${field.id}-label`;
  return label.id;
}

/** To the preview and back. The words stay in the field, which travels with its form whether it is in sight or not. */
async function turn(field, shown, wanted) {
  const bar = shown.previousElementSibling;
  for (const button of bar.querySelectorAll(".turn")) button.setAttribute("aria-pressed", String((button.textContent === t("Preview")) === wanted));
  for (const button of bar.querySelectorAll(".tool")) button.disabled = wanted;
  if (wanted) shown.style.minHeight = `${field.offsetHeight}px`;
  field.hidden = wanted;
  shown.hidden = !wanted;
  if (!wanted) return field.focus();
  shown.setAttribute("aria-busy", "true");
  const html = await ask(field.value);
  if (shown.hidden) return;
  shown.innerHTML = html ?? "";
  if (html === null) shown.append(made("p", { className: "notice wait" }, FAILED));
  shown.removeAttribute("aria-busy");
}

/** Safe HTML of ours, or null where nobody answered with a sentence. */
async function ask(text) {
  try {
    const answer = await fetch("/preview/", { method: "POST", body: new URLSearchParams({ text }), headers: { "X-CSRFToken": csrfToken() } });
    return [200, 403, 422].includes(answer.status) && answer.headers.get("X-Preview") ? await answer.text() : null;
  } catch {
    return null;
  }
}

export function equip(field) {
  if (field.dataset.equipped) return;
  field.dataset.equipped = "1";
  const shown = made("div", { className: "previewed", hidden: true, tabIndex: 0 });
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", t("Preview"));
  shown.setAttribute("aria-describedby", labelOf(field));
  shown.setAttribute("aria-live", "polite");
  field.before(barOf(field, shown), shown);
  const told = made("p", { className: "told small" });
  told.setAttribute("role", "status");
  field.after(told);
  offerNames(field);
  watchPaste(field, (words) => { told.textContent = words; });
}

/** Ctrl or Cmd with B, I or K in a field with tools. */
export function onToolKey(event) {
  const one = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? MARKS[event.key.toLowerCase()] : null;
  if (!one || !("equipped" in event.target.dataset)) return;
  event.preventDefault();
  mark(event.target, one);
}

export function equipAll(root) {
  for (const field of root.querySelectorAll("textarea[data-writes]")) equip(field);
  for (const button of root.querySelectorAll("[data-without-script]")) button.remove();
}
