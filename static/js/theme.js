// Light, dark, or as the device: at once and without leaving the page. The server is told, so that the next page knows.

async function choose(event) {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.querySelector("meta[name=color-scheme]").content = theme === "system" ? "light dark" : theme;
  for (const button of document.querySelectorAll("[data-theme-form] button")) button.setAttribute("aria-pressed", String(button.value === theme));
  try {
    await fetch(form.action, { method: "POST", body: new URLSearchParams({ theme }), redirect: "manual" });
  } catch {
    // Without a network the choice holds for this page.
  }
}

export function startTheme() {
  document.addEventListener("submit", choose);
}
