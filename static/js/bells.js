// Bells: the number in the header, and for duty moderators the alarm that rings on any page.
import { goToHelp } from "./live.js";
import { announce, csrfToken, memory } from "./page.js";
import { eachTime } from "./polling.js";
import { hear } from "./streams.js";
import { language, t } from "./words.js";

const SOUND = "debrief.sound";
const SEEN = "debrief.seen-call";
const TITLE_MARK = "(!) ";
const REFRESH_AFTER = 300;
const REFRESH_TAKE_AFTER = 50;
const ASK_EACH = 15000;
let refreshTimer = null;
let urgent = null;
let waiting = null;
let joinedBefore = false;

async function ask(path) {
  try {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function show(name, number) {
  for (const count of document.querySelectorAll(`[data-count="${name}"]`)) {
    count.textContent = number > 99 ? "99+" : String(number);
    count.hidden = number === 0;
  }
}

async function refreshBell(rung) {
  const answer = await ask("/notifications/count/");
  if (!answer) return;
  show("bell", answer.unread);
  if (rung && answer.unread && !answer.quiet) announce(t("%(count)s unread notifications", { count: answer.unread }));
}

/** The count also tells of a bell that this page missed: something urgent came, and nothing rang. */
async function refreshQueueCount() {
  const answer = await ask("/moderation/count/");
  if (!answer) return;
  const isOther = waiting !== null && answer.waiting !== waiting;
  waiting = answer.waiting;
  show("queue", waiting);
  if (isOther) refreshList();
  const more = urgent !== null && answer.urgent > urgent;
  urgent = answer.urgent;
  if (more && document.getElementById("ring")?.hidden) ring(t("Something urgent came into the queue, %(time)s.", { time: clock() }), "/moderation/", t("Open the queue"));
}

/** A call that did not ring here, because the page was opened later or its line was silent. */
async function refreshCall() {
  const answer = await ask("/moderation/alerts/mine/");
  if (answer?.call && !isCalled() && memory.get(SEEN) !== String(answer.call.id)) ringCall(answer.call);
}

function ringCall(call) {
  ring(t("%(words)s, %(time)s. You are called.", { words: call.words, time: clock() }), call.url, t("Open it"), String(call.id), call.may_take);
}

/** Whoever answers for some sections alone is led to the calls: it may stand elsewhere. */
function ringDeflection(id) {
  const bySection = document.getElementById("ring")?.hasAttribute("data-sections");
  const url = bySection ? "/moderation/alerts/" : `/moderation/deflections/${id}/`;
  ring(t("A post was stopped as a live emergency, %(time)s.", { time: clock() }), url, t("Open it"));
}

function refreshQueue() {
  waiting = null; // the list is fetched here, whatever the count says
  refreshQueueCount();
  refreshList();
}

function refreshList() {
  const list = document.getElementById("queue");
  if (list && window.htmx) window.htmx.ajax("GET", `/moderation/${location.search}`, { target: "#queue", swap: "outerHTML" });
}

/** Several bells in a moment mean one question. */
function refreshQueueSoon(about) {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(refreshQueue, about === "take" ? REFRESH_TAKE_AFTER : REFRESH_AFTER);
}

function clock() {
  return new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

/** `page` is the number of a call, which this moderator can take from here if it stands where they moderate. */
function ring(words, url, link, page = "", mayTake = false) {
  const bar = document.getElementById("ring");
  if (!bar) return;
  bar.dataset.page = page;
  const say = document.createElement("span");
  say.textContent = words;
  const go = document.createElement("a");
  go.href = url;
  go.textContent = link;
  const away = document.createElement("button");
  away.type = "button";
  away.textContent = t("Seen");
  away.addEventListener("click", () => hush(bar));
  bar.hidden = false;
  bar.replaceChildren(say, ...(mayTake ? [takeForm(page)] : []), go, away);
  if (!document.title.startsWith(TITLE_MARK)) document.title = TITLE_MARK + document.title;
  if (memory.get(SOUND) === "on") beep();
}

/** One click, the same as on the page of the call. */
function takeForm(page) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/moderation/alerts/${page}/acknowledge/`;
  const token = document.createElement("input");
  Object.assign(token, { type: "hidden", name: "csrfmiddlewaretoken", value: csrfToken() });
  const take = document.createElement("button");
  take.textContent = t("I have it");
  form.append(token, take);
  return form;
}

/** A colleague has it: the bar says who, and the page of the call asks again. */
function taken(frame) {
  window.htmx?.trigger(document.body, "page-taken");
  const bar = document.getElementById("ring");
  if (bar?.dataset.page !== String(frame.id) || bar.hidden) return;
  bar.dataset.page = "";
  bar.querySelector("form")?.remove();
  bar.querySelector("span").textContent = t("%(name)s has it.", { name: frame.name });
}

/** A call stays: the bell of everybody does not take its place. */
function isCalled() {
  const bar = document.getElementById("ring");
  return Boolean(bar && !bar.hidden && bar.dataset.page);
}

function hush(bar) {
  if (bar.dataset.page) memory.set(SEEN, bar.dataset.page);
  bar.hidden = true;
  bar.replaceChildren();
  if (document.title.startsWith(TITLE_MARK)) document.title = document.title.slice(TITLE_MARK.length);
}

/** Two soft notes, made here: no file to load, and only after the moderator asked for them. */
function beep() {
  try {
    const context = new AudioContext();
    for (const [start, pitch] of [[0, 660], [0.25, 880]]) {
      const note = context.createOscillator();
      const volume = context.createGain();
      volume.gain.value = 0.12;
      note.frequency.value = pitch;
      note.connect(volume).connect(context.destination);
      note.start(context.currentTime + start);
      note.stop(context.currentTime + start + 0.2);
    }
  } catch {
    /* a browser without sound still shows the bar */
  }
}

function onBell(frame) {
  const duty = document.body.dataset.duty === "1";
  if (frame.about === "notifications") refreshBell(true);
  if (frame.about === "notifications_read") refreshBell(false);
  if (frame.about === "marked_live") goToHelp(frame.id);
  if (!duty) return;
  if (frame.about === "page") ringCall(frame);
  if (frame.about === "page_taken") taken(frame);
  if (["take", "queue"].includes(frame.about)) window.htmx?.trigger(document.body, "take-changed");
  if (frame.about === "deflection" && !isCalled()) ringDeflection(frame.id);
  if (frame.about === "reader_failed") ring(t("The safety reader failed, %(time)s. Posts are being held.", { time: clock() }), "/moderation/?kind=held", t("Open the queue"));
  if (["deflection", "flag", "held", "queue", "take", "reader_failed"].includes(frame.about)) refreshQueueSoon(frame.about);
}

function startSoundSwitch() {
  const button = document.getElementById("sound");
  if (!button) return;
  const label = () => {
    const on = memory.get(SOUND) === "on";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? t("Sound is on") : t("Sound is off");
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    memory.set(SOUND, memory.get(SOUND) === "on" ? "off" : "on");
    if (memory.get(SOUND) === "on") beep();
    label();
  });
  label();
}

/** Whoever follows a line has read it; the page that opens need not wait for that. */
function readLine(event) {
  const path = event.target.closest?.("[data-read]")?.dataset.read;
  if (path) fetch(path, { method: "POST", keepalive: true, headers: { "X-CSRFToken": csrfToken() } }).catch(() => {});
}

async function pollBell() {
  const before = document.querySelector('[data-count="bell"]')?.textContent;
  const answer = await ask("/notifications/count/");
  if (!answer) throw new Error("the bell did not answer");
  show("bell", answer.unread);
  if (answer.unread > Number(before) && !answer.quiet) announce(t("%(count)s unread notifications", { count: answer.unread }));
}

/** When the socket opens again, or the server was deaf for a while, bells may have been missed. */
function onJoined() {
  if (joinedBefore) for (const about of ["notifications", "queue"]) onBell({ about });
  joinedBefore = true;
}

export function startBells() {
  hear("bell", onBell);
  hear("joined", onJoined);
  eachTime(pollBell);
  document.addEventListener("click", readLine);
  refreshBell(false);
  if (document.body.dataset.duty === "1") {
    refreshQueueCount();
    refreshCall();
    // Whatever the socket says: nobody should miss an emergency because a line was silent.
    setInterval(refreshQueueCount, ASK_EACH);
    setInterval(refreshCall, ASK_EACH);
    eachTime(async () => refreshQueue());
  }
  startSoundSwitch();
}
