// The front door for whoever only reads: a quarter of what members get, and htmx when a part of the page first asks for it.
import { startLists } from "./lists.js";
import { startNotices } from "./notices.js";
import { keepHelplines } from "./offline.js";
import { startPage } from "./page.js";
import { startPatience } from "./patience.js";
import { startStream } from "./streams.js";
import { startTheme } from "./theme.js";

function fetchHtmx() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.htmx;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

/** The link works by itself as well: that is the way on when nothing comes. */
async function onFirstUse(event) {
  const link = event.target.closest("a[hx-get]");
  if (!link || window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await fetchHtmx();
    link.click();
  } catch {
    location.assign(link.href);
  }
}

startPage();
startTheme();
startPatience();
startNotices();
keepHelplines("");
startLists();
startStream();
document.addEventListener("click", onFirstUse);
