// Similar topics beside a title in the making: counts that one was opened, without saying which or by whom.
export function startSimilar() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-similar]");
    const token = link?.closest("form")?.elements.csrfmiddlewaretoken?.value;
    if (!token) return;
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", token);
    navigator.sendBeacon(link.dataset.similar, sent);
  });
}
