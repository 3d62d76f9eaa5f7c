import { say } from "./api.js";
import { pinnedBar } from "./bubble.js";
import { Composer } from "./composer.js";
import { alertBox, toaster } from "./dialogs.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { follow } from "./keyboard.js";
import { Log } from "./log.js";
import { world } from "./world.js";

export function emptyState(title, body, extra) {
  return el("div", { class: "empty" }, el("p", { class: "empty-title", text: title }), el("p", { text: body }), extra);
}

export class Conversation {
  constructor({ chatId, speaker, threadId, isGroup, label, empty }) {
    this.chatId = chatId;
    this.speaker = speaker;
    this.threadId = threadId;
    this.toast = toaster();
    const view = this.makeView(isGroup);
    this.log = new Log(view, label, empty);
    this.composer = new Composer(view);
    this.pinned = el("div", { class: "pinned-place" });
    this.node = el("div", { class: "conversation", on: { dragover: (event) => event.preventDefault(), drop: (event) => this.dropped(event) } }, this.pinned, this.log.node, this.toast.node, this.composer.node);
  }

  makeView(isGroup) {
    return {
      isGroup,
      toast: this.toast,
      chatId: this.chatId,
      speaker: this.speaker,
      story: () => this.story(),
      where: () => ({ user_id: this.speaker(), chat_id: this.chatId() }),
      threadField: () => (this.threadId() ? { thread_id: this.threadId() } : {}),
      draftKey: () => `${this.chatId()}/${this.threadId() ?? ""}`,
      onReply: (message) => this.composer.setMode({ reply: message }),
      onEdit: (message) => this.composer.setMode({ edit: message }),
      onCommand: (text) => this.composer.speak({ text }),
      onStart: (text) => this.inPrivate(text),
      onLink: (href) => follow(href, this.composer.view),
      jumpTo: (id) => this.log.jumpTo(id),
      toComposer: () => this.composer.input.focus(),
    };
  }

  async inPrivate(text) {
    try {
      await say({ user_id: this.speaker(), text });
    } catch (error) {
      this.toast.failed(error);
    }
  }

  story() {
    return world.story(this.chatId(), this.threadId());
  }

  dropped(event) {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) this.composer.chosen(files, "photo");
  }

  answered({ text, show_alert: isAlert }, title) {
    if (!text) return;
    if (isAlert) alertBox(title, text);
    else this.toast.pop(text);
  }

  update() {
    const story = this.story();
    const place = `${this.chatId()}/${this.threadId() ?? ""}/${this.speaker()}`;
    if (place !== this.place) this.log.clear();
    this.place = place;
    this.log.update(story);
    this.composer.update();
    this.drawPinned(story);
  }

  drawPinned(story) {
    const ids = new Set(world.chats.get(this.chatId())?.pinned_message_ids ?? []);
    const pinned = story.filter((message) => ids.has(message.message_id));
    const shown = pinned.at(-1);
    if (shown === this.shownPin && pinned.length === this.pins) return;
    this.shownPin = shown;
    this.pins = pinned.length;
    let next = pinned.length;
    const jump = () => {
      next = (next || pinned.length) - 1;
      this.log.jumpTo(pinned[next].message_id);
    };
    this.pinned.replaceChildren(...(shown ? [pinnedBar(shown, pinned.length, jump)] : []));
  }
}

export function typingText(chatId) {
  const typing = world.typing.get(chatId);
  if (!typing) return undefined;
  return t(typing.action.startsWith("upload") ? "uploading" : "typing");
}
