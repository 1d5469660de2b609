// Whether somebody is there: said to the server now and then, and asked of it when nobody moved for long.
import { csrfToken } from "./page.js";

const SAY_EACH = 240_000;
const LOOK_EACH = 20_000;

export function startIdle() {
  const rests = Number(document.body.dataset.rests) * 1000;
  if (!rests) return;
  let moved = Date.now();
  let said = moved;
  const here = () => {
    moved = Date.now();
    if (moved - said < Math.min(SAY_EACH, rests / 3)) return;
    said = moved;
    fetch("/settings/security/here/", { method: "POST", headers: { "X-CSRFToken": csrfToken() } }).catch(() => {});
  };
  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll"]) {
    document.addEventListener(sign, here, { passive: true, capture: true });
  }
  setInterval(() => Date.now() - moved > rests && coverIfNobodyIsThere(), Math.min(LOOK_EACH, rests / 2));
}

/** Another window may be in use: the server knows. What was typed lies among the drafts. */
async function coverIfNobodyIsThere() {
  const answer = await fetch("/notifications/count/", { redirect: "manual" }).catch(() => null);
  if (answer?.type !== "opaqueredirect") return;
  location.assign(`/accounts/reauthenticate/?next=${encodeURIComponent(location.pathname + location.search)}`);
}
