import { fileAddress } from "./api.js";
import { lightbox } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { size, t } from "./i18n.js";

const ICONS = { voice: "voice", audio: "voice", video: "film", video_note: "film", animation: "film", sticker: "sticker", location: "place", venue: "place", contact: "person", poll: "poll", dice: "grid" };

export function photo(message) {
  const largest = message.photo.reduce((best, next) => ((next.width ?? 0) >= (best.width ?? 0) ? next : best));
  const label = message.caption ?? t("photo");
  const image = el("img", { src: fileAddress(largest.file_id), alt: label, width: largest.width, height: largest.height });
  const open = () => lightbox(largest.file_id, label);
  const button = el("button", { type: "button", class: "photo", "aria-label": `${t("photo.open")}: ${label}`, on: { click: open }, data: { focusKey: "photo" } }, image);
  if (message.has_media_spoiler) veil(button);
  return button;
}

function veil(button) {
  button.classList.add("veiled");
  button.addEventListener("click", (event) => {
    if (!button.classList.contains("veiled")) return;
    event.stopImmediatePropagation();
    button.classList.remove("veiled");
  }, { capture: true });
}

function fileRow(file, label, detail, sign) {
  const name = file.file_name ?? label;
  return el("a", { class: "file", href: fileAddress(file.file_id), download: name, "aria-label": `${t("download", { name })} ${detail}`, data: { focusKey: "file" } },
    el("span", { class: "file-sign" }, icon(sign)),
    el("span", { class: "file-words" }, el("span", { class: "file-name", text: name, dir: "auto" }), el("span", { class: "file-detail", text: detail })));
}

function chip(kind, detail) {
  return el("div", { class: "chip", data: { kind } },
    el("span", { class: "file-sign" }, icon(ICONS[kind] ?? "info")),
    el("span", { class: "file-words" }, el("span", { class: "file-name", text: t(kind) }), detail && el("span", { class: "file-detail", text: detail, dir: "auto" })));
}

const seconds = (media) => (media.duration === undefined ? "" : `${Math.floor(media.duration / 60)}:${String(media.duration % 60).padStart(2, "0")}`);

const DETAILS = {
  location: ({ latitude, longitude }) => `${latitude}, ${longitude}`,
  venue: ({ title, address }) => [title, address].filter(Boolean).join(", "),
  contact: ({ first_name: first, last_name: last, phone_number: number }) => [[first, last].filter(Boolean).join(" "), number].filter(Boolean).join(" · "),
  poll: ({ question, options }) => [question, ...(options ?? []).map((option) => `• ${option.text}`)].join("\n"),
  dice: ({ emoji, value }) => `${emoji} ${value}`,
};

function sticker({ emoji }) {
  return el("div", { class: "sticker", data: { kind: "sticker" } }, el("span", { class: "sticker-face", "aria-hidden": "true", text: emoji ?? "🙂" }), el("span", { class: "file-detail", text: t("sticker") }));
}

export function media(message) {
  if (message.photo?.length) return photo(message);
  if (message.sticker) return sticker(message.sticker);
  for (const kind of ["voice", "audio", "video", "video_note", "animation"]) {
    if (message[kind]) return fileRow({ ...message[kind], file_name: message[kind].file_name ?? t(kind) }, t(kind), [seconds(message[kind]), size(message[kind].file_size)].filter(Boolean).join(" · "), ICONS[kind]);
  }
  if (message.document) return fileRow(message.document, t("document"), size(message.document.file_size), "file");
  const kind = Object.keys(DETAILS).find((name) => message[name]);
  if (kind) return chip(message.venue ? "venue" : kind, DETAILS[message.venue ? "venue" : kind](message.venue ?? message[kind]));
  return message.text === undefined && message.caption === undefined ? chip("other") : undefined;
}

export function gist(message) {
  if (!message) return "";
  if (message.text ?? message.caption) return message.text ?? message.caption;
  if (message.photo) return t("photo");
  if (message.document) return message.document.file_name ?? t("document");
  return t([...Object.keys(ICONS)].find((kind) => message[kind]) ?? "other");
}
