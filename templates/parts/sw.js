{% load i18n static %}// The helpline page without a network: it, a page that says so, and what they need to be readable are kept on this device.
// And pushes: a fixed sentence, whatever they are about.
const SHELF = "debrief-helpline";
const PAGE = "{% url 'helpline' %}";
const AWAY = "{% url 'offline' %}";
const ASSETS = [
  "{% static 'vendor/pico.min.css' %}",
  "{% static 'css/tokens.css' %}",
  "{% static 'css/shell.css' %}",
  "{% static 'css/forms.css' %}",
  "{% static 'css/components.css' %}",
  "{% static 'css/posts.css' %}",
  "{% static 'css/lists.css' %}",
  "{% static 'css/emergency.css' %}",
  "{% static 'icons/sprite.svg' %}",
  "{% static 'icons/mark.svg' %}",
];
const PATIENCE = 4000;
const FRESH = 12 * 3600 * 1000;

/** Fetched as a visitor, so that nothing of a member is ever kept; anew when the country changed, when half a day went by,
and with a new release, whose files have new names. */
async function keep(country, released = false) {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(PAGE);
  const age = Date.now() - Date.parse(kept?.headers.get("Date") ?? "");
  const before = kept?.headers.get("Debrief-Country") ?? "";
  if (!released && age < FRESH && (!country || country === before)) return;
  const away = await fetch(`${AWAY}?country=${encodeURIComponent(country || before)}`, { credentials: "omit", cache: "no-store" });
  const page = await fetch(`${PAGE}?kept=1&country=${encodeURIComponent(country || before)}`, { credentials: "omit", cache: "no-store" });
  if (!page.ok || !away.ok) return;
  await shelf.addAll(ASSETS.map((asset) => new Request(asset, { cache: "reload", credentials: "omit" })));
  await shelf.put(AWAY, away);
  await shelf.put(PAGE, page);
  const old = (await shelf.keys()).filter((request) => ![PAGE, AWAY, ...ASSETS].includes(new URL(request.url).pathname));
  await Promise.all(old.map((request) => shelf.delete(request)));
}

/** The network first; what is kept when it fails, answers with an error of its own, or keeps somebody waiting. */
async function helplines(request) {
  const kept = (await caches.open(SHELF)).match(PAGE);
  const network = fetch(request).then(async (answer) => (answer.status >= 500 ? (await kept) ?? answer : answer));
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); }).then(() => kept).then((page) => page ?? network);
  try {
    return await Promise.race([network, patience]);
  } catch (error) {
    const page = await kept;
    if (page) return page;
    throw error;
  }
}

/** Any other page comes from the network alone; without one, the device says so in the site's own words. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(SHELF)).match(AWAY);
    if (kept) return kept;
    throw error;
  }
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(SHELF)).match(request.url);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep("", true));
});

self.addEventListener("message", (event) => event.waitUntil(keep(String(event.data?.country ?? "")).catch(() => {})));

/** A push carries nothing. Only whether it is a call to duty is asked, of the site itself; what it is about is said nowhere. */
async function wordsOfPush() {
  const calm = { words: "{% translate "There is something new for you on Debrief" %}", url: "{% url 'notification-list' %}" };
  try {
    const answer = await fetch("{% url 'alert-mine' %}", { redirect: "error" });
    const { call } = answer.ok ? await answer.json() : {};
    return call ? { words: "{% translate "You are called on Debrief" %}", url: call.url } : calm;
  } catch (error) {
    return calm;
  }
}

self.addEventListener("push", (event) => event.waitUntil(wordsOfPush().then(({ words, url }) =>
  self.registration.showNotification("Debrief", { body: words, icon: "{% static 'icons/mark.svg' %}", tag: "debrief", data: url }))));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && pathname === PAGE) event.respondWith(helplines(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (ASSETS.includes(pathname)) event.respondWith(asset(event.request));
});
