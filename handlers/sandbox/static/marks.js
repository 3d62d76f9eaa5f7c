import { readLegend } from "./api.js";
import { el } from "./dom.js";
import { recall, remember } from "./prefs.js";

// A hair space and eight variation selectors, each a hexadecimal digit: invisible, and behind the text they name.
const MARK = /\u200a([\ufe00-\ufe0f]{8})/g;
const FIRST = 0xfe00;
const SHOWN = 28;
let legend = {};

export async function learn() {
  try {
    legend = await readLegend();
  } catch {
    legend = {};
  }
  if (new URLSearchParams(location.search).has("ids")) remember("ids", "on");
  apply();
}

export const hasLegend = () => Object.keys(legend).length > 0;
export const areShown = () => recall("ids", "off") === "on";

export function toggle() {
  remember("ids", areShown() ? "off" : "on");
  apply();
}

function apply() {
  document.documentElement.dataset.ids = hasLegend() && areShown() ? "on" : "off";
}

export function findMarks(text) {
  return [...text.matchAll(MARK)].map((found) => ({ type: "mark", offset: found.index, length: found[0].length, digits: digitsOf(found[1]) }));
}

const digitsOf = (signs) => [...signs].map((sign) => (sign.codePointAt(0) - FIRST).toString(16)).join("");

export function sign({ digits }) {
  const known = legend[digits];
  if (!known) return el("span");
  const short = known.text.length > SHOWN ? `${known.text.slice(0, SHOWN).trimEnd()}…` : known.text;
  return el("span", { class: "text-id", dir: "ltr", lang: "en", title: `${known.context}\n${known.text}`, data: { context: known.context, text: known.text } },
    el("b", { text: known.context }), ` ${short}`);
}

export function marked(text) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const mark of findMarks(text)) {
    out.append(text.slice(at, mark.offset), sign(mark));
    at = mark.offset + mark.length;
  }
  out.append(text.slice(at));
  return out;
}
