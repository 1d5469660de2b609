// A topic was slowed down, closed, or let go while this page was open: say so, and keep what is typed.

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
  else if (!closed && document.body.dataset.member) offerReload(place);
}

/** The page was loaded while the topic was closed, so there is nothing to type into. */
function offerReload(place) {
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = "It takes replies again. Show the form";
  const line = document.createElement("p");
  line.className = "notice good";
  line.append(link);
  place.append(line);
}
