import { el } from "./dom.js";
import { t } from "./i18n.js";
import { findMarks, sign } from "./marks.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };
const SAFE = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
const FOUND = [
  ["url", /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]»”]/g],
  ["bot_command", /(?<![\p{L}\p{N}_/<])\/[a-z0-9_]{1,32}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu],
];

export function safeAddress(raw) {
  try {
    const address = new URL(raw.includes(":") ? raw : `https://${raw}`);
    return SAFE.has(address.protocol) ? address.href : undefined;
  } catch {
    return undefined;
  }
}

function overlaps(entities, offset, length) {
  return entities.some((entity) => offset < entity.offset + entity.length && entity.offset < offset + length);
}

// Telegram's servers mark commands and addresses in everyone's text by themselves.
function withFound(text, entities) {
  const all = [...entities, ...findMarks(text)];
  for (const [type, pattern] of FOUND) {
    for (const { 0: word, index: offset } of text.matchAll(pattern)) {
      const barred = all.filter((entity) => !["bold", "italic", "underline", "blockquote", "expandable_blockquote"].includes(entity.type));
      if (!overlaps(barred, offset, word.length)) all.push({ type, offset, length: word.length });
    }
  }
  return all.sort((one, other) => one.offset - other.offset || other.length - one.length);
}

function link(inner, raw, view) {
  const href = safeAddress(raw);
  if (!href) return el("span", {}, inner);
  const heed = (event) => {
    event.preventDefault();
    view.onLink(href);
  };
  return el("a", { href, rel: "noopener noreferrer", target: "_blank", on: { click: heed } }, inner);
}

function spoiler(inner) {
  const reveal = (event) => {
    if (node.dataset.shown) return;
    event.stopPropagation();
    node.dataset.shown = "yes";
    node.removeAttribute("aria-label");
  };
  const node = el("button", { type: "button", class: "spoiler", "aria-label": t("spoiler"), on: { click: reveal } }, inner);
  return node;
}

function wrap(entity, inner, raw, view) {
  const makers = {
    url: () => link(inner, raw, view),
    text_link: () => link(inner, entity.url ?? "", view),
    email: () => link(inner, `mailto:${raw}`, view),
    phone_number: () => link(inner, `tel:${raw}`, view),
    bot_command: () => el("button", { type: "button", class: "command", on: { click: () => view.onCommand(raw) } }, inner),
    spoiler: () => spoiler(inner),
    mark: () => sign(entity),
  };
  if (makers[entity.type]) return makers[entity.type]();
  return el(TAGS[entity.type] ?? "span", { class: `entity-${entity.type}` }, inner);
}

function build(text, start, end, entities, view) {
  const out = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const from = Math.max(first.offset, at);
    const stop = Math.min(first.offset + first.length, end);
    rest = others;
    if (stop <= from) continue;
    const inside = others.filter((entity) => entity.offset < stop);
    out.append(text.slice(at, from));
    out.append(wrap(first, build(text, from, stop, inside, view), text.slice(from, stop), view));
    rest = others.filter((entity) => entity.offset >= stop);
    at = stop;
  }
  out.append(text.slice(at, end));
  return out;
}

export function richText(text, entities, view) {
  return build(text, 0, text.length, withFound(text, entities ?? []), view);
}
