// What is new since this member was here: a line before the first new post, a count in lists, and the note that one was here.
import { keepPlace, oldestKept } from "./aside.js";
import { csrfToken } from "./page.js";
import { t } from "./words.js";

const LOOKED_AT = 1500;
const AT_MOST = 100;
const TOPIC = /\/(?:topics|cases)\/(\d+)\/$/;

let sent = 0;
let timer = null;

async function json(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** What the page shows: the version it was made with, or that of the newest post that has come in since, up to what waits in the bar. */
function versionShown() {
  const posts = [...document.querySelectorAll("article.post")].map((post) => Number(post.dataset.version));
  return Math.min(Math.max(Number(document.body.dataset.version), ...posts), oldestKept() - 1);
}

async function tell(place) {
  const version = versionShown();
  if (document.hidden || version <= sent) return;
  const body = new URLSearchParams({ version, csrfmiddlewaretoken: csrfToken() });
  const answer = await fetch(`${place}seen/`, { method: "POST", body, keepalive: true });
  if (answer.ok) sent = version;
}

function soon(place) {
  clearTimeout(timer);
  timer = setTimeout(() => tell(place).catch(() => {}), LOOKED_AT);
}

function line() {
  const words = document.createElement("p");
  words.className = "since";
  words.textContent = t("New since you were here");
  return words;
}

function wayTo(first, number) {
  const way = document.createElement("p");
  const link = document.createElement("a");
  link.href = `#${first.id}`;
  link.textContent = number === 1 ? t("1 post is new since you were here: go to the first") : t("%(count)s posts are new since you were here: go to the first", { count: number });
  way.className = "small";
  way.append(link);
  return way;
}

async function showNews(place) {
  const { news } = await json(`${place}mine/`);
  const fresh = [...document.querySelectorAll("article.post")].filter((post) => news.includes(post.id));
  if (!fresh.length) return;
  for (const post of fresh) post.dataset.isNew = "1";
  keepPlace(() => {
    fresh[0].before(line());
    document.querySelector(".topic-head, .case-head, main h1")?.after(wayTo(fresh[0], fresh.length));
  });
}

async function countInLists() {
  const links = [...document.querySelectorAll("a.topic-link")].filter((link) => TOPIC.test(link.pathname));
  if (!links.length || document.querySelector("[data-counted]")) return;
  const number = (link) => link.pathname.match(TOPIC)[1];
  const counts = await json(`/new/counts/?of=${links.slice(0, AT_MOST).map(number).join(",")}`);
  for (const link of links) {
    const count = counts[number(link)];
    if (count) link.after(" ", badge(number(link), count, link.textContent));
  }
}

function badge(topic, count, title) {
  const link = document.createElement("a");
  link.className = "badge fresh";
  link.href = `/topics/${topic}/new/`;
  link.textContent = t("%(count)s new", { count });
  link.setAttribute("aria-label", t("%(count)s new in %(title)s", { count, title }));
  return link;
}

async function startTopic(place) {
  await showNews(place);
  soon(place);
  document.addEventListener("visibilitychange", () => soon(place));
  const watcher = new MutationObserver(() => soon(place));
  for (const box of document.querySelectorAll("[data-posts]")) watcher.observe(box, { childList: true });
}

export function startReading() {
  const { member, tail, narrowed } = document.body.dataset;
  if (!member || narrowed) return;
  const work = tail ? startTopic(tail.replace(/tail\/$/, "")) : countInLists();
  work.catch(() => {}); // the page is whole without it
}
