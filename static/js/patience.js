// Whatever takes longer than a second says so: words and a bar without an end, where the button was pressed.
import { t } from "./words.js";
const AFTER = 1000;
const WORDS = t("Still working on it. Please leave this page open.");
let timer = 0;
let shown = null;

export function startPatience() {
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented && !event.target.target) begin(event.target);
  });
  addEventListener("pageshow", end); // back again: nothing is under way
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches("form")) begin(event.target);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches("form")) end();
  });
}

function begin(form) {
  end();
  timer = setTimeout(() => show(form), AFTER);
}

function end() {
  clearTimeout(timer);
  shown?.remove();
  shown = null;
}

function show(form) {
  const words = document.createElement("p");
  const bar = document.createElement("progress");
  shown = document.createElement("div");
  shown.className = "progress patience";
  shown.setAttribute("role", "status");
  words.id = "patience";
  bar.setAttribute("aria-labelledby", words.id);
  shown.append(words, bar);
  form.append(shown);
  words.textContent = WORDS; // after it stands there, so that it is spoken
}
