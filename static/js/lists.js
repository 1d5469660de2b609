// Open lists of topics: what is new is offered, and what is gone leaves.
import { eachTime } from "./polling.js";
import { hear } from "./streams.js";
import { t } from "./words.js";

function offerNewTopics(count) {
  const news = document.getElementById("news");
  if (!news || count < 1) return;
  news.dataset.new = String(count);
  news.textContent = count === 1 ? t("1 new topic: show it") : t("%(count)s new topics: show them", { count });
  news.hidden = false;
}

/** Its title leaves every list at once, wherever one is open. */
function takeOutTopic(id) {
  for (const kind of ["topics", "cases"]) {
    for (const link of document.querySelectorAll(`main a.topic-link[href="/${kind}/${Number(id)}/"]`)) link.closest("li")?.remove();
  }
}

const topicsIn = (root) => [...root.querySelectorAll("main a.topic-link")].map((link) => link.getAttribute("href"));

const numberOf = (href) => Number(href.match(/\d+/)?.[0] ?? 0);

/** Without a socket: the first page of the list is asked for again, and compared with what stands here. */
async function pollList() {
  if (!document.getElementById("news") || new URLSearchParams(location.search).has("before")) return;
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error(`list ${answer.status}`);
  const here = new Set(topicsIn(document));
  const now = topicsIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
  const lowest = [...here].findLastIndex((href) => now.includes(href));
  for (const href of [...here].slice(0, Math.max(lowest, 0))) if (!now.includes(href)) takeOutTopic(numberOf(href));
  const newest = Math.max(0, ...[...here].map(numberOf)); // what has a lower number only moved up, or came from below
  offerNewTopics(now.filter((href) => numberOf(href) > newest).length);
}

function onBell(frame) {
  if (frame.about === "topic") offerNewTopics(Number(document.getElementById("news")?.dataset.new ?? 0) + 1);
  if (frame.about === "topic_gone") takeOutTopic(frame.id);
}

export function startLists() {
  hear("bell", onBell);
  eachTime(pollList);
  document.getElementById("news")?.addEventListener("click", () => location.reload());
}
