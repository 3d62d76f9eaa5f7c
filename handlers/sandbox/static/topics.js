import { el, hue, icon, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { countUnread } from "./unread.js";
import { world } from "./world.js";

export const topicKey = (chatId, id) => `g${chatId}/${id ?? ""}`;

function latest(chatId, id) {
  return world.story(chatId, id).at(-1)?.message_id ?? 0;
}

export function topicsOf(chat) {
  const named = (chat.topics ?? []).filter((topic) => topic.message_thread_id !== 1);
  named.sort((one, other) => latest(chat.id, other.message_thread_id) - latest(chat.id, one.message_thread_id));
  return [{ name: t("topic.general"), message_thread_id: undefined }, ...named];
}

function topicButton(chat, topic, current, speaker, choose) {
  const id = topic.message_thread_id;
  const unread = countUnread(topicKey(chat.id, id), world.story(chat.id, id), speaker);
  return el("button", { type: "button", class: "topic", "aria-current": id === current ? "true" : undefined, data: { topic: id ?? "general" }, on: { click: () => choose(id) } },
    el("span", { class: `topic-sign hue-${hue(id ?? 0)}`, "aria-hidden": "true", text: id ? [...topic.name][0] ?? "#" : "#" }),
    el("span", { class: "topic-name", text: topic.name.replaceAll("\u00a0", " "), dir: "auto" }),
    topic.is_closed && el("span", { class: "topic-closed", title: t("topic.closed"), role: "img", "aria-label": t("topic.closed") }, icon("lock")),
    unread > 0 && el("span", { class: "count", text: unread, "aria-label": t("unread", { n: unread }) }));
}

export class Topics {
  constructor(choose) {
    this.choose = choose;
    this.node = el("nav", { class: "topics", "aria-label": t("topics"), "data-testid": "topics", hidden: true, on: { keydown: (event) => this.walk(event) } });
  }

  update(chat, current, speaker) {
    this.node.hidden = !chat.is_forum;
    if (!chat.is_forum) return;
    const fresh = topicsOf(chat).map((topic) => topicButton(chat, topic, current, speaker, this.choose));
    redraw(this.node, fresh, (node) => node.dataset.topic);
  }

  walk(event) {
    const all = [...this.node.querySelectorAll("button")];
    const at = all.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
  }
}
