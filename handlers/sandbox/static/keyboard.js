import { linkBox } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { safeAddress } from "./entities.js";
import { arrowGrid } from "./grid.js";
import { t } from "./i18n.js";
import { marked } from "./marks.js";
import { isBusy, tap } from "./presses.js";
import { world } from "./world.js";

function startPayload(href) {
  const address = new URL(href);
  const isOurs = address.hostname === "t.me" && address.pathname.slice(1).toLowerCase() === world.bot?.username?.toLowerCase();
  return isOurs ? address.searchParams.get("start") ?? "" : undefined;
}

export function follow(raw, view) {
  const href = safeAddress(raw);
  if (!href) return;
  const payload = startPayload(href);
  if (payload === undefined) linkBox(href);
  else view.onStart(`/start ${payload}`.trim());
}

async function copy(text, view) {
  await navigator.clipboard.writeText(text);
  view.toast.pop(t("copied"));
}

async function act(button, message, key, view) {
  const url = button.url ?? button.web_app?.url ?? button.login_url?.url;
  try {
    if (button.callback_data !== undefined) {
      await tap(key, { user_id: view.speaker(), chat_id: message.chat.id, message_id: message.message_id, data: button.callback_data });
    } else if (url) follow(url, view);
    else if (button.copy_text) await copy(button.copy_text.text, view);
    else view.toast.pop(t("button.unsupported"));
  } catch (error) {
    view.toast.failed(error);
  }
}

function inlineButton(button, message, row, column, view) {
  const key = `${view.speaker()}/${message.chat.id}/${message.message_id}/${row}/${column}`;
  const sign = button.copy_text ? icon("copy") : button.url && icon("link");
  return el("button", {
    type: "button",
    class: `key inline ${button.style ?? ""} ${isBusy(key) ? "busy" : ""}`,
    "aria-busy": String(isBusy(key)),
    data: { pressKey: key, focusKey: `key-${row}-${column}`, ...(button.callback_data === undefined ? {} : { callbackData: button.callback_data }) },
    on: { click: () => act(button, message, key, view) },
  }, el("span", { class: "key-text", dir: "auto" }, marked(button.text)), sign, el("span", { class: "spinner", "aria-hidden": "true" }));
}

export function inlineKeyboard(message, view) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return undefined;
  return arrowGrid(el("div", { class: "inline-keyboard", role: "group", "aria-label": t("keyboard.inline") },
    rows.map((row, y) => el("div", { class: "key-row" }, row.map((button, x) => inlineButton(button, message, y, x, view))))));
}

const textOf = (key) => (typeof key === "string" ? key : key.text);

function isSpent(markup, later) {
  const offered = new Set(markup.keyboard.flat().map(textOf));
  return Boolean(markup.one_time_keyboard) && later.some((message) => offered.has(message.text) || message.contact || message.location);
}

// A reply keyboard outlives its message's place in the chat: the latest markup of the bot rules until another one.
export function replyState(story, speaker) {
  for (let at = story.length - 1; at >= 0; at -= 1) {
    const message = story[at];
    const markup = message.from?.is_bot ? message.reply_markup : undefined;
    const later = () => story.slice(at + 1).filter((next) => next.from?.id === speaker);
    if (markup?.remove_keyboard) return {};
    if (markup?.force_reply) return later().length ? {} : { force: message, placeholder: markup.input_field_placeholder };
    if (markup?.keyboard) return { message, markup, spent: isSpent(markup, later()), placeholder: markup.input_field_placeholder };
  }
  return {};
}

function replyButton(button, heed) {
  const key = typeof button === "string" ? { text: button } : button;
  const sign = key.request_contact ? icon("person") : key.request_location && icon("place");
  return el("button", { type: "button", class: `key reply ${key.style ?? ""}`, on: { click: () => heed(key) } }, sign, el("span", { class: "key-text", text: key.text, dir: "auto" }));
}

export function replyKeyboard(markup, heed) {
  return arrowGrid(el("div", { class: `reply-keyboard ${markup.resize_keyboard ? "resized" : "tall"}`, role: "group", "aria-label": t("keyboard.reply"), "data-testid": "reply-keyboard" },
    markup.keyboard.map((row) => el("div", { class: "key-row" }, row.map((button) => replyButton(button, heed))))));
}
