// The page of a stopped text: how long ago it was sent, and live word of whether a moderator acknowledged it.
import { eachTime } from "./polling.js";
import { hear } from "./streams.js";
import { t } from "./words.js";

const EACH = 15000;

function inWords(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t("You sent this less than a minute ago.");
  if (minutes < 120) return minutes === 1 ? t("You sent this 1 minute ago.") : t("You sent this %(count)s minutes ago.", { count: minutes });
  return "";
}

/** Counted from what the server said, because the clock of this device may be wrong. */
function startClock(place) {
  const before = Number(place.dataset.elapsed) * 1000;
  const tick = () => {
    place.textContent = inWords((before + performance.now()) / 1000);
    place.hidden = !place.textContent;
  };
  tick();
  setInterval(tick, EACH);
}

export function startWaiting() {
  const place = document.querySelector("[data-elapsed]");
  if (place) startClock(place);
  const askAgain = () => window.htmx?.trigger(document.body, "acknowledged");
  hear("bell", (frame) => frame.about === "acknowledged" && askAgain());
  hear("joined", askAgain);
  eachTime(async () => askAgain());
}
