// A colleague took a post of yours for live: this page goes to the number, unless words stand here that are not sent yet.
import { t } from "./words.js";

/** Something typed that is not what the page brought. */
function wordsStandHere() {
  return [...document.querySelectorAll("main textarea, main input[type=text]")].some((field) => field.value !== field.defaultValue);
}

function offer(path) {
  const banner = document.createElement("div");
  banner.className = "notice wait";
  banner.id = "marked-live";
  banner.setAttribute("role", "alert");
  const say = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = `${t("A colleague thinks that something you posted is happening now.")} `;
  const go = document.createElement("a");
  go.href = path;
  go.className = "button";
  go.target = "_blank";
  go.textContent = t("See whom to ring");
  say.append(strong, go);
  banner.append(say);
  document.getElementById("marked-live")?.remove();
  document.getElementById("main").prepend(banner);
  scrollTo(0, 0);
}

export function goToHelp(id) {
  const path = `/deflections/${id}/`;
  if (location.pathname === path) return;
  if (wordsStandHere()) offer(path);
  else location.assign(path);
}
