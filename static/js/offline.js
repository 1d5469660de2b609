// The helpline page is kept on this device for when there is no network: see /sw.js.

/** The country of this page's numbers: a member's own, or the one chosen on the helpline page. */
export const countryOfPage = () => document.querySelector("[data-country]")?.dataset.country ?? "";

/** Tells the keeper which country's numbers are wanted; "" leaves what is kept. Without service workers nothing changes. */
export async function keepHelplines(country) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ country });
  } catch {
    /* refused or offline: the page is kept another time */
  }
}
