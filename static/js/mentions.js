// Naming a colleague: after an @ a list of names, first of those who wrote on this page, then of other colleagues.
import { put } from "./editor.js";
import { t } from "./words.js";

const TYPED = /(?:^|[^\p{L}\p{N}_@/.])@([\p{L}][\p{L} .'’-]{0,40})?$/u;
const PAUSE = 200;
const MOST = 8;

let open = null;
let timer = 0;
let asked = 0;

function typedIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  const found = TYPED.exec(field.value.slice(0, field.selectionStart));
  if (!found || (found[1] ?? "").split(" ").length > 3) return null;
  return found[1] ?? "";
}

/** Whoever wrote here under their own name: an author without a page of their own is not among them. */
function here(typed) {
  const links = [...document.querySelectorAll('article.post .author a[href^="/members/"]')];
  const names = [...new Set(links.map((link) => link.textContent.trim()))];
  return names.filter((name) => begins(name, typed)).map((name) => ({ name, standing: t("Writes here") }));
}

const begins = (name, typed) => `\n${name}`.toLowerCase().replaceAll(" ", "\n").includes(`\n${typed.toLowerCase().replaceAll(" ", "\n")}`);

async function others(typed) {
  if (typed.trim().length < 2) return [];
  const answer = await fetch(`/colleagues/?${new URLSearchParams({ like: typed.trim() })}`);
  return answer.ok ? (await answer.json()).colleagues : [];
}

async function look(field) {
  const typed = typedIn(field);
  if (typed === null) return close();
  asked += 1;
  const question = asked;
  const first = here(typed);
  const more = await others(typed).catch(() => []);
  if (question !== asked || document.activeElement !== field) return;
  const found = [...first, ...more.filter(({ name }) => !first.some((one) => one.name === name))].slice(0, MOST);
  if (!found.length || found.some(({ name }) => name === typed)) return close();
  show(field, typed, found);
}

function show(field, typed, found) {
  const list = open?.field === field ? open.list : listFor(field);
  open = { field, list, typed, found, at: 0 };
  list.replaceChildren(...found.map(({ name, standing }, nth) => optionOf(field, name, standing, nth)));
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
  point(0);
  list.nextElementSibling.textContent = found.length === 1
    ? t("1 name. Arrow keys to choose, Enter to put it in, Escape to leave.")
    : t("%(count)s names. Arrow keys to choose, Enter to put it in, Escape to leave.", { count: found.length });
}

function listFor(field) {
  const known = document.getElementById(`${field.id}-names`);
  if (known) return known;
  const list = document.createElement("ul");
  Object.assign(list, { id: `${field.id}-names`, className: "names", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", t("Colleagues"));
  const said = document.createElement("span");
  said.className = "hush";
  said.setAttribute("role", "status");
  field.after(list, said);
  return list;
}

function optionOf(field, name, standing, nth) {
  const option = document.createElement("li");
  option.id = `${field.id}-name-${nth}`;
  option.setAttribute("role", "option");
  const under = document.createElement("span");
  under.className = "soft small";
  under.textContent = standing;
  option.append(name, " ", under);
  option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  option.addEventListener("click", () => take(nth));
  return option;
}

function point(nth) {
  open.at = nth;
  for (const [place, option] of [...open.list.children].entries()) option.setAttribute("aria-selected", String(place === nth));
  open.field.setAttribute("aria-activedescendant", open.list.children[nth].id);
  open.list.children[nth].scrollIntoView({ block: "nearest" });
}

function take(nth) {
  const { field, typed, found } = open;
  const to = field.selectionStart;
  close();
  put(field, `@${found[nth].name} `, to - typed.length - 1, to);
}

function close() {
  asked += 1;
  if (!open) return;
  open.list.hidden = true;
  open.list.nextElementSibling.textContent = "";
  open.field.removeAttribute("aria-activedescendant");
  open.field.removeAttribute("aria-controls");
  open = null;
}

function onKey(event) {
  if (!open || event.isComposing) return;
  const last = open.found.length - 1;
  const deed = {
    ArrowDown: () => point(open.at === last ? 0 : open.at + 1),
    ArrowUp: () => point(open.at === 0 ? last : open.at - 1),
    Enter: () => take(open.at),
    Tab: () => take(open.at),
    Escape: close,
  }[event.key];
  if (!deed || event.ctrlKey || event.metaKey || event.altKey || (event.key === "Tab" && event.shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
  deed();
}

/** A text field that can show a list of names: what it is called stays, and it is a field of many lines still. */
export function offerNames(field) {
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => open?.field === field && close());
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (typedIn(field) === null) return close();
    timer = setTimeout(() => look(field), PAUSE);
  });
}
