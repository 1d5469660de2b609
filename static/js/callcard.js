// The call card: what to say on the telephone, put in order from the author's own words. Built here; nothing of it is sent.
import { t } from "./words.js";

const LONGEST = 150;
const NUMBER = "(?:\\d+|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|half an)";
const ABOUT = {
  done: /\b(?:gave|given|giving|massag\w+|compress\w*|hyal\w*|aspirin|adrenaline|epipen|antihistamine|called|rang|stopped|so far|put on|started)\b/i,
  when: new RegExp(`\\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening)|ago|just now|since|o'clock|\\d{1,2}[:.]\\d{2}|${NUMBER} (?:min\\w*|hours?|hrs?|days?|weeks?))\\b`, "i"),
  treatment: /\b(?:\d?\.?\d+ ?mls?|units?|filler\w*|toxin|botox|botulinum|thread\w*|laser|peel|cannula|needle|syringe\w*|inject\w*|bolus|treat\w+|product)\b/i,
  seen: /\b(?:white|pale|blanch\w*|blue|grey|gray|dusky|purple|mottl\w*|lacy|refill|cold|pain\w*|agony|numb\w*|swell\w*|swollen|breath\w*|wheez\w*|rash|hives|vision|sight|see|eye\w*|blurr\w*|faint\w*|collaps\w*|spread\w*|blister\w*|bleed\w*|speech|droop\w*|fever|skin)\b/i,
};
const TO_SAY = {
  when: t("(say when the treatment was, and when this began)"),
  treatment: t("(say the product, how much of it, and where)"),
  seen: t("(say what you see now: colour, refill, pain, breathing, vision)"),
  done: t("(say what has been done so far, and at what time)"),
};

function sentencesOf(text) {
  return text.split(/(?<=[.!?;])\s+|\n+/).map((part) => part.trim()).filter(Boolean);
}

function shortened(words) {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;
}

/** Each sentence stands once, under the first thing that it is about. */
function sorted(sentences) {
  const heaps = { done: [], when: [], treatment: [], seen: [] };
  for (const sentence of sentences) {
    const about = Object.keys(ABOUT).find((name) => ABOUT[name].test(sentence));
    if (about) heaps[about].push(sentence);
  }
  return heaps;
}

/** Seven lines, as people on the telephone expect them: situation, background, assessment, request. */
export function cardOf(text, quotes, caller) {
  const sentences = sentencesOf(text);
  const heaps = sorted(sentences);
  const missing = ["when", "treatment"].filter((name) => !ABOUT[name].test(text)).map((name) => TO_SAY[name]);
  const told = shortened([...heaps.when, ...heaps.treatment].join(" "));
  const situation = quotes.map((quote) => `“${quote}”`).join(", ") || shortened(sentences[0]);
  return [
    [t("Caller"), t("%(caller)s. Ring me back on: (your number)", { caller })],
    [t("Situation"), t("This is happening now: %(situation)s", { situation })],
    [t("Background"), [told, ...missing].filter(Boolean).join(" ")],
    [t("Assessment"), shortened(heaps.seen.join(" ")) || TO_SAY.seen],
    [t("Done so far"), shortened(heaps.done.join(" ")) || TO_SAY.done],
    [t("Request"), t("What should I do now, and who takes over? Please stay on the line.")],
    [t("Where"), t("(the address and the door; alone, or who is with you)")],
  ];
}

function show(section) {
  const typed = section.querySelector("[data-typed]");
  const quotes = typed.dataset.quotes.split(" … ").filter(Boolean);
  const list = document.createElement("ul");
  list.id = "call-lines";
  list.className = "ready";
  for (const [name, words] of cardOf(typed.textContent, quotes, typed.dataset.caller)) {
    const line = document.createElement("li");
    const head = document.createElement("b");
    head.textContent = `${name}: `;
    line.append(head, words);
    list.append(line);
  }
  const note = document.createElement("p");
  note.className = "small";
  note.textContent = t("Put in order on this device from what you wrote. It is sent to nobody.");
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "quiet";
  copy.dataset.copy = list.id;
  copy.textContent = t("Copy the call card");
  section.querySelector("h2").textContent = t("Your call card, to read out");
  section.querySelector(".ready").replaceWith(list, note, copy);
}

export function startCallCard() {
  const section = document.querySelector("[data-call-card]");
  if (section?.querySelector("[data-typed]").textContent.trim()) show(section);
}
