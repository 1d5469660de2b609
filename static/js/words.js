// The words that scripts say. English is the key and stands where it is said; a site in another language gives its own.

/** How dates and numbers are written here. */
export const language = document.documentElement.lang;

const address = document.documentElement.dataset.words;
let known = {};
if (address) known = await fetch(address).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));

/** `t("%(count)s new topics: show them", { count })`. Without a translation the English stands. */
export function t(words, values = {}) {
  return (known[words] ?? words).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
