// A topic was slowed down, closed, or let go while this page was open: say so, and keep what is typed.
import { t } from "./words.js";

const SEND = "#composer button[type=submit]";

export async function showBrake() {
  const place = document.getElementById("brake");
  if (!place) return;
  const answer = await fetch(place.dataset.brake);
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  const closed = Boolean(place.querySelector("[data-closed='1']"));
  const send = document.querySelector(SEND);
  if (send) send.disabled = closed;
  else if (!closed && document.body.dataset.member) offer(place, location.pathname, t("It takes replies again. Show the form"));
}

/** The topic, or a part of it, stands elsewhere now. What is typed stays where it is. */
export function offerWay(url) {
  const place = document.getElementById("brake");
  if (place) offer(place, url, t("A moderator moved this topic or a part of it. Show it where it stands now"));
}

function offer(place, url, words) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = words;
  const line = document.createElement("p");
  line.className = "notice good";
  line.append(link);
  place.append(line);
}
