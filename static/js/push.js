// One's own devices: asks the browser for an address at which it can be rung, and hands it to the form of the page.
import { t } from "./words.js";

/** The key as the browser wants it. */
function bytesOf(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function subscribe(form) {
  if ((await Notification.requestPermission()) !== "granted") return t("This browser does not allow it. You can change that in its settings for this site.");
  const worker = await navigator.serviceWorker.ready;
  const old = await worker.pushManager.getSubscription();
  if (old) await old.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(form.dataset.key) });
  form.elements.endpoint.value = made.endpoint;
  form.submit();
  return "";
}

export function startPush() {
  const form = document.querySelector("form[data-key]");
  if (!form) return;
  const said = form.querySelector("[role=status]");
  if (!("serviceWorker" in navigator && "PushManager" in window)) {
    said.textContent = t("This browser cannot be rung. On an iPhone or iPad, add Debrief to the home screen first.");
    return;
  }
  navigator.serviceWorker.register("/sw.js");
  const button = form.querySelector("button");
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      said.textContent = await subscribe(form);
    } catch {
      said.textContent = t("This browser could not be reached at its maker's service. Please try again later.");
    }
    button.disabled = false;
  });
}
