// While typing: a quiet hint when the words read as happening now. It never takes the focus, and the text stays as it is.
import { ask, hear } from "./streams.js";
import { t } from "./words.js";

const PAUSE = 300;
const SHORTEST = 12;
const LONGEST = 20000;
const NOT_WORDS = ["csrfmiddlewaretoken", "client_id", "answer", "title"];

let asked = 0;
let askedFor = null;
let timer = null;

/** What was typed: the title, and all other text fields in one. Of a very long text, its end. */
function wordsOf(form) {
  const typed = [...form.elements].filter((field) => field.matches("textarea, input[type=text]") && !NOT_WORDS.includes(field.name));
  const body = typed.map((field) => field.value.trim()).filter(Boolean).join("\n\n");
  return { title: form.elements.title?.value ?? "", body: body.slice(-LONGEST) };
}

function read(form) {
  const words = wordsOf(form);
  asked += 1;
  askedFor = form;
  if (words.title.length + words.body.length < SHORTEST) return hush(form);
  ask({ kind: "reading", id: asked, ...words });
}

/** The region stands ready and empty, so that what enters it is spoken politely. */
function regionOf(form) {
  const found = form.querySelector(".hint");
  if (found) return found;
  const region = document.createElement("div");
  region.className = "hint";
  region.setAttribute("role", "status");
  form.querySelector(".send")?.before(region);
  return region;
}

function hush(form) {
  const region = regionOf(form);
  region.dataset.tel = "";
  region.replaceChildren();
}

function element(name, words, facts = {}) {
  const made = document.createElement(name);
  made.textContent = words;
  return Object.assign(made, facts);
}

function sayOf(route, quotes) {
  if (route === "crisis") return element("p", t("What you write sounds heavy. There is somebody to talk to, right now."));
  const say = element("p", t("This reads as happening now. A post can wait unread; a call cannot."));
  if (quotes.length) say.prepend(t("You wrote"), " ", element("q", quotes[0]), ". ");
  return say;
}

function show(form, { route, quotes, call }) {
  const region = regionOf(form);
  const { title, body } = wordsOf(form);
  const quoted = region.querySelector("q")?.textContent ?? "";
  // The same number for words that still stand there: say nothing twice.
  if (region.dataset.tel === call.tel && `${title}\n${body}`.includes(quoted)) return;
  region.dataset.tel = call.tel;
  region.classList.toggle("calm", route === "crisis");
  const ways = element("p", "", { className: "row" });
  const ring = element("a", t("Call %(number)s", { number: call.number }), { className: "tel", href: `tel:${call.tel}` });
  ways.append(ring, element("span", call.name));
  ways.append(element("a", t("Helpline page"), { href: "/helpline/", target: "_blank" }));
  region.replaceChildren(sayOf(route, quotes), ways);
}

/** An answer to an older question is no answer to these words. */
function onHint(frame) {
  if (frame.id !== asked || !askedFor?.isConnected) return;
  if (frame.hint) show(askedFor, frame);
  else hush(askedFor);
}

function onInput(event) {
  const form = event.target.form;
  if (!form || !("draftKey" in form.dataset)) return;
  regionOf(form);
  clearTimeout(timer);
  timer = setTimeout(() => form.isConnected && read(form), PAUSE);
}

export function startHints() {
  hear("hint", onHint);
  document.addEventListener("input", onInput);
}
