// Two devices wrote one draft: both texts side by side, field by field, and the choice which one goes on here.
import { t } from "./words.js";

function made(name, facts = {}, ...children) {
  const element = Object.assign(document.createElement(name), facts);
  element.append(...children);
  return element;
}

/** What the page calls a field: its label, or the question above its choices. */
function called(form, name) {
  const field = [form.elements[name]].flat()[0];
  const one = field instanceof RadioNodeList ? field[0] : field;
  const words = one?.closest("fieldset")?.querySelector("legend") ?? one?.labels?.[0];
  return words?.firstChild?.textContent.trim() || name;
}

function side(title, words) {
  const text = words ? made("p", { className: "as-written" }, words) : made("p", { className: "soft" }, t("Nothing."));
  return made("div", { className: "side" }, made("h4", {}, title), text);
}

function button(words, quiet, deed) {
  const element = made("button", { type: "button", className: quiet ? "quiet" : "" }, words);
  element.addEventListener("click", deed);
  return element;
}

export function showBoth(form, mine, newer, { mine: keepMine, theirs }) {
  form.querySelector(".two-texts")?.remove();
  const names = [...new Set([...Object.keys(mine), ...Object.keys(newer)])];
  const asked = names.filter((name) => form.elements[name]?.type !== "hidden");
  const differing = asked.filter((name) => (mine[name] ?? "") !== (newer[name] ?? "").replaceAll("\r\n", "\n"));
  const pairs = differing.flatMap((name) => [made("p", { className: "which" }, called(form, name)), made("div", { className: "sides" }, side(t("Here"), mine[name]), side(t("In the other place"), newer[name]))]);
  const box = made("section", { className: "two-texts box" });
  box.setAttribute("aria-label", t("Two texts for one draft"));
  const choice = made("div", { className: "row" }, button(t("Keep mine"), false, keepMine), button(t("Keep the other"), true, theirs));
  box.append(made("p", {}, made("strong", {}, t("This draft was changed in another place.")), " ", t("Both texts are kept: choose which one goes on here. The other stays among your drafts.")), ...pairs, choice);
  form.querySelector(".send").before(box);
}
