import { edit, say } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { replyKeyboard, replyState } from "./keyboard.js";
import { gist } from "./media.js";
import { Menu } from "./menu.js";
import { drafts } from "./prefs.js";
import { attachItems, picker, shareContact, shareLocation } from "./samples.js";
import { Tray } from "./tray.js";
import { nameOf, world } from "./world.js";

const TALLEST = 160;

export class Composer {
  constructor(view) {
    this.view = view;
    this.mode = {};
    this.tray = new Tray(() => this.refresh());
    this.input = el("textarea", { class: "composer-input", rows: 1, dir: "auto", "aria-label": t("write"), placeholder: t("write.short"), "data-testid": "composer", on: { keydown: (event) => this.keydown(event), input: () => this.grown(), paste: (event) => this.pasted(event) } });
    this.keys = el("div", { class: "keyboard-place" });
    this.context = el("div", { class: "composer-context", hidden: true });
    this.build();
  }

  build() {
    const photos = picker("image/*", (files) => this.chosen(files, "photo"));
    const files = picker("", (list) => this.chosen(list, "document"));
    photos.dataset.testid = "photo-input";
    files.dataset.testid = "file-input";
    const attach = iconButton("attach", t("attach"), () => {}, { "data-testid": "attach" });
    const attachMenu = new Menu(attach, t("attach"), () => attachItems(this.view, photos, files));
    this.slash = iconButton("slash", t("commands"), () => {}, { "data-testid": "commands" });
    const slashMenu = new Menu(this.slash, t("commands"), () => this.commandItems());
    this.toggle = iconButton("grid", t("keyboard.hide"), () => this.toggleKeys(), { "data-testid": "keyboard-toggle", hidden: true });
    this.submit = el("button", { type: "submit", class: "send", "aria-label": t("send"), title: t("send"), "data-testid": "send" }, icon("send"));
    const bar = el("div", { class: "composer-bar" }, attach, this.slash, this.input, this.toggle, this.submit);
    this.form = el("form", { class: "composer", on: { submit: (event) => this.submitted(event) } }, this.context, this.tray.node, attachMenu.node, slashMenu.node, bar, photos, files);
    this.node = el("div", { class: "composer-area" }, this.form, this.keys);
  }

  commandItems() {
    return world.commands(this.view.chatId()).map(({ command, description }) => ({ text: `/${command}`, detail: description, heed: () => this.speak({ text: `/${command}` }) }));
  }

  chosen(files, kind) {
    this.tray.add(files, kind);
    this.input.focus();
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.chosen(files, "photo");
  }

  keydown(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape") this.setMode({});
    else if (event.key === "ArrowUp" && !this.input.value) this.editLast(event);
  }

  editLast(event) {
    const own = this.view.story().filter((message) => message.from?.id === this.view.speaker() && (message.text ?? message.caption));
    if (!own.length) return;
    event.preventDefault();
    this.setMode({ edit: own.at(-1) });
  }

  setMode(mode) {
    const wasEditing = this.mode.edit;
    this.mode = mode;
    if (mode.edit) this.fill(mode.edit.text ?? mode.edit.caption);
    else if (wasEditing) this.fill("");
    this.drawContext();
    if (mode.edit || (mode.reply && !mode.forced)) this.input.focus();
  }

  drawContext() {
    const { reply, edit: changing } = this.mode;
    const target = reply ?? changing;
    this.context.hidden = !target;
    if (!target) return;
    const title = changing ? t("editing") : t("replying", { name: nameOf(reply.from) });
    this.context.replaceChildren(icon(changing ? "pencil" : "reply"),
      el("div", { class: "context-words" }, el("span", { class: "context-title", text: title }), el("span", { class: "context-text", text: gist(target), dir: "auto" })),
      iconButton("close", t("cancel"), () => this.setMode({}), { class: "icon-button small" }));
  }

  fill(text) {
    this.input.value = text;
    this.grown();
  }

  grown() {
    this.input.style.height = "auto";
    if (this.input.value) this.input.style.height = `${Math.min(this.input.scrollHeight + 2, TALLEST)}px`;
    if (!this.mode.edit) drafts.set(this.view.draftKey(), this.input.value);
    this.refresh();
  }

  refresh() {
    const isEmpty = !this.input.value.trim() && !this.tray.chosen.length;
    this.submit.classList.toggle("idle", isEmpty);
    this.submit.setAttribute("aria-disabled", String(isEmpty));
  }

  async submitted(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text && !this.tray.chosen.length) return;
    const mode = this.mode;
    this.mode = {};
    this.drawContext();
    this.fill("");
    try {
      await this.deliver(text, mode);
    } catch (error) {
      this.view.toast.failed(error);
      if (!this.input.value) this.fill(text);
      if (mode.edit || mode.reply) this.mode = mode;
      this.drawContext();
    }
  }

  async deliver(text, mode) {
    const { user_id: userId, chat_id: chatId } = this.view.where();
    const place = { ...this.view.where(), ...this.view.threadField(), reply_to_message_id: mode.reply?.message_id };
    if (mode.edit) await edit({ user_id: userId, chat_id: chatId, message_id: mode.edit.message_id, text });
    else if (this.tray.chosen.length) await this.tray.send(place, text);
    else await say({ ...place, text });
  }

  async speak({ text }) {
    const reply = this.mode.reply;
    this.setMode({});
    try {
      await this.deliver(text, { reply });
    } catch (error) {
      this.view.toast.failed(error);
    }
    this.input.focus();
  }

  async answer(key) {
    try {
      if (key.request_contact) await shareContact(this.view);
      else if (key.request_location) await shareLocation(this.view);
      else if (key.request_poll || key.web_app || key.request_users || key.request_chat) this.view.toast.pop(t("button.unsupported"));
      else await this.speak(key);
    } catch (error) {
      this.view.toast.failed(error);
    }
  }

  update() {
    const key = this.view.draftKey();
    if (key !== this.draftKey) this.openDraft(key);
    this.slash.hidden = !world.commands(this.view.chatId()).length;
    const state = replyState(this.view.story(), this.view.speaker());
    if (state.message !== this.state?.message || state.force !== this.state?.force || state.spent !== this.state?.spent) this.offer(state);
  }

  openDraft(key) {
    this.draftKey = key;
    this.mode = {};
    this.drawContext();
    this.fill(drafts.get(key) ?? "");
  }

  offer(state) {
    const hadFocus = this.keys.contains(document.activeElement);
    const wasForced = this.mode.forced;
    this.state = state;
    this.isOpen = Boolean(state.markup) && !state.spent;
    this.input.placeholder = state.placeholder ?? t("write.short");
    if (state.force) this.setMode({ reply: state.force, forced: true });
    else if (wasForced) this.setMode({});
    this.drawKeys();
    if (hadFocus && !this.isOpen) this.input.focus();
  }

  toggleKeys() {
    this.isOpen = !this.isOpen;
    this.drawKeys();
  }

  drawKeys() {
    const { markup } = this.state;
    const label = t(this.isOpen ? "keyboard.hide" : "keyboard.show");
    this.toggle.hidden = !markup || (markup.is_persistent && this.isOpen);
    this.toggle.setAttribute("aria-label", label);
    this.toggle.title = label;
    this.toggle.setAttribute("aria-expanded", String(this.isOpen));
    this.keys.replaceChildren(...(markup && this.isOpen ? [replyKeyboard(markup, (key) => this.answer(key))] : []));
  }
}
