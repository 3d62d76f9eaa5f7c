import { recall, remember } from "./prefs.js";
import { WORDS } from "./words.js";

export const LANGUAGES = { en: "English", uk: "Українська", ru: "Русский" };

function preferred() {
  const kept = recall("language");
  const wished = [kept, ...navigator.languages].filter(Boolean).map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find((tag) => tag in LANGUAGES) ?? "en";
}

let current = preferred();

export const language = () => current;

export function chooseLanguage(tag) {
  current = tag;
  remember("language", tag);
}

export function t(key, params = {}) {
  const text = WORDS[key]?.[current] ?? WORDS[key]?.en ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
}

export function languageName(tag) {
  if (!tag) return "";
  try {
    return new Intl.DisplayNames([current], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export const clock = (seconds) =>
  new Intl.DateTimeFormat(current, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);

export const day = (seconds) =>
  new Intl.DateTimeFormat(current, { day: "numeric", month: "long" }).format(seconds * 1000);

export function size(bytes) {
  if (!bytes) return "";
  const units = ["byte", "kilobyte", "megabyte"];
  const step = Math.min(Math.floor(Math.log2(bytes) / 10), 2);
  const figure = bytes / 1024 ** step;
  return new Intl.NumberFormat(current, { style: "unit", unit: units[step], maximumFractionDigits: step ? 1 : 0 }).format(figure);
}
