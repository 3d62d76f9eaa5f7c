import { avatar, el, hidden, hue, icon, iconButton } from "./dom.js";
import { richText } from "./entities.js";
import { clock, t } from "./i18n.js";
import { inlineKeyboard } from "./keyboard.js";
import { gist, media } from "./media.js";
import { serviceText } from "./service.js";
import { nameOf } from "./world.js";

export const isOwn = (message, view) => message.from?.id === view.speaker();

function quote(message, view) {
  const target = message.reply_to_message;
  if (!target || target.forum_topic_created) return undefined;
  return el("button", { type: "button", class: "quoted", data: { focusKey: "quoted" }, on: { click: () => view.jumpTo(target.message_id) } },
    el("span", { class: "quoted-name", text: nameOf(target.from), dir: "auto" }),
    el("span", { class: "quoted-text", text: message.quote?.text ?? gist(target), dir: "auto" }));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return undefined;
  const name = nameOf(origin.sender_user ?? origin.chat ?? origin.sender_chat) || origin.sender_user_name;
  return el("div", { class: "forwarded", text: t("forwarded", { name: name ?? "" }), dir: "auto" });
}

function words(message, view) {
  const text = message.text ?? message.caption;
  if (!text) return undefined;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return el("div", { class: "message-text", dir: "auto" }, richText(text, entities, view));
}

function footer(message) {
  const time = new Date(message.date * 1000).toISOString();
  const reactions = (message.reactions ?? []).map((reaction) => reaction.emoji ?? "☆").join(" ");
  return el("div", { class: "message-meta" },
    reactions && el("span", { class: "reactions", text: reactions }),
    message.edit_date && el("span", { class: "edited", text: t("edited") }),
    el("time", { datetime: time, text: clock(message.date) }));
}

function actions(message, view) {
  return el("div", { class: "message-actions" },
    iconButton("reply", t("reply"), () => view.onReply(message), { "data-focus-key": "reply" }),
    isOwn(message, view) && (message.text ?? message.caption) !== undefined && iconButton("pencil", t("edit"), () => view.onEdit(message), { "data-focus-key": "edit" }));
}

function sender(message, view, shown) {
  const name = isOwn(message, view) ? t("you") : nameOf(message.from);
  if (!shown) return hidden(`${name}: `);
  return el("div", { class: `sender hue-${hue(message.from?.id ?? 0)}`, dir: "auto" }, nameOf(message.from), message.from?.is_bot && el("span", { class: "badge", text: t("bot") }));
}

function bubble(message, view, { named }) {
  return el("div", { class: "bubble" },
    sender(message, view, named), forwarded(message), quote(message, view), media(message), words(message, view), footer(message));
}

export function renderMessage(message, view, marks) {
  const data = { messageId: message.message_id, chatId: message.chat.id, focusKey: "self" };
  const service = serviceText(message);
  if (service) return el("div", { class: "message service", tabindex: -1, data }, el("span", { text: service, dir: "auto" }));
  const side = isOwn(message, view) ? "own" : "other";
  return el("article", { class: `message ${side} ${marks.tail ? "tail" : ""} ${message.sticker ? "bare" : ""}`, tabindex: -1, data },
    view.isGroup && side === "other" && (marks.tail ? avatar(nameOf(message.from), message.from?.id ?? 0) : el("span", { class: "avatar-gap" })),
    el("div", { class: "message-body" }, el("div", { class: "bubble-line" }, bubble(message, view, marks), actions(message, view)), inlineKeyboard(message, view)));
}

export function renderAlbum(messages, view, marks) {
  return el("div", { class: `album ${isOwn(messages[0], view) ? "own" : "other"}` },
    messages.map((message, at) => renderMessage(message, view, { named: marks.named && at === 0, tail: marks.tail && at === messages.length - 1 })));
}

export function pinnedBar(message, count, jump) {
  return el("button", { type: "button", class: "pinned", "data-testid": "pinned", on: { click: jump } },
    icon("pin"), el("span", { class: "pinned-words" },
      el("span", { class: "pinned-title", text: count > 1 ? `${t("pinned")} · ${count}` : t("pinned") }),
      el("span", { class: "pinned-text", text: gist(message), dir: "auto" })));
}
