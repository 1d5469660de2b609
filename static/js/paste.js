// Pasting: formatted text from Word or the web becomes Markdown that the field can hold; pictures are refused with a sentence.
import { put } from "./editor.js";
import { t } from "./words.js";

const PICTURES = t("Pictures cannot be put into a text here, so none came along.");
const DATA = /data:[\w.+-]+\/[\w.+-]+(?:;[\w=-]+)*;base64,[\w+/=\s]*/gi;
const FORMATTED = "a[href], b, strong, i, em, ul, ol, blockquote, table, h1, h2, h3, h4, h5, h6, p.MsoListParagraph, img";
const LEFT_OUT = ["STYLE", "SCRIPT", "META", "TITLE", "LINK", "HEAD", "IMG", "SVG", "O:P", "OBJECT", "IFRAME", "BUTTON"];
const BULLET = /^(?:[·•●▪◦§o]|\uF0B7)[\s\u00a0]+/;

const flat = (text) => text.replaceAll(/[\s\u00a0]+/g, " ");

function wrapped(words, sign) {
  const bare = words.trim();
  return bare ? words.replace(bare, `${sign}${bare}${sign}`) : words;
}

const block = (words) => (words.trim() ? `\n\n${words.trim()}\n\n` : "");
const inside = (node) => [...node.childNodes].map(markdownOf).join("");

function listed(list) {
  const items = [...list.children].filter((item) => item.tagName === "LI");
  const start = Number(list.getAttribute("start")) || 1;
  return items.map((item, nth) => {
    const sign = list.tagName === "OL" ? `${start + nth}. ` : "- ";
    return sign + inside(item).trim().replaceAll(/\n{2,}/g, "\n").replaceAll("\n", `\n${" ".repeat(sign.length)}`);
  }).join("\n");
}

function tabled(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => flat(inside(cell)).trim().replaceAll("|", "\\|")));
  if (!rows.length) return "";
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
  return [lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n");
}

function linked(link) {
  const words = flat(inside(link)).trim();
  const href = link.getAttribute("href") ?? "";
  if (!/^(https?:|mailto:)/i.test(href) || !words) return words;
  return words === href ? href : `[${words}](${href.replaceAll(" ", "%20").replaceAll(")", "%29")})`;
}

const WAYS = {
  BR: () => "\n",
  A: linked,
  B: (node) => (node.style.fontWeight === "normal" ? inside(node) : wrapped(inside(node), "**")),
  STRONG: (node) => wrapped(inside(node), "**"),
  I: (node) => (node.style.fontStyle === "normal" ? inside(node) : wrapped(inside(node), "*")),
  EM: (node) => wrapped(inside(node), "*"),
  UL: (node) => block(listed(node)),
  OL: (node) => block(listed(node)),
  BLOCKQUOTE: (node) => block(tidy(inside(node)).replaceAll(/^/gm, "> ")),
  TABLE: (node) => block(tabled(node)),
  HR: () => "\n\n---\n\n",
  P: (node) => (node.className.startsWith("MsoList") ? `\n${inside(node).trim().replace(BULLET, "- ")}\n` : block(inside(node))),
  DIV: (node) => block(inside(node)),
};

function markdownOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return flat(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.includes(node.tagName)) return "";
  if (/^H[1-6]$/.test(node.tagName)) return block(`### ${flat(inside(node)).trim()}`);
  return WAYS[node.tagName]?.(node) ?? inside(node);
}

const tidy = (words) => words.replaceAll(/[ \t]+\n/g, "\n").replaceAll(/\n[ \t]+(?![-\d])/g, "\n").replaceAll(/\n{3,}/g, "\n\n").trim();

/** A document that is parsed runs nothing and fetches nothing. */
export function fromHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.body.querySelector(FORMATTED) ? tidy(inside(page.body)) : null;
}

function onPaste(event, tell) {
  const { items = [], types = [] } = event.clipboardData ?? {};
  const plain = event.clipboardData?.getData("text/plain") ?? "";
  const html = event.clipboardData?.getData("text/html") ?? "";
  const hasPicture = [...items].some((item) => item.kind === "file") || /<img\b/i.test(html) || DATA.test(plain);
  DATA.lastIndex = 0;
  const words = (html && fromHtml(html)) ?? plain;
  if (hasPicture) tell(PICTURES);
  if (words === plain && !DATA.test(plain) && !(types.includes("Files") && !plain)) return;
  DATA.lastIndex = 0;
  event.preventDefault();
  const field = event.currentTarget;
  const clean = words.replaceAll(DATA, "").trim();
  if (clean) put(field, clean, field.selectionStart, field.selectionEnd);
}

export function watchPaste(field, tell) {
  field.addEventListener("paste", (event) => onPaste(event, tell));
  field.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    tell(PICTURES);
  });
}
