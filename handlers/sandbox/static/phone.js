import { block, say } from "./api.js";
import { Conversation, emptyState, typingText } from "./conversation.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { languageName, t } from "./i18n.js";
import { nameOf, world } from "./world.js";

export class Phone {
  constructor(userId) {
    this.userId = userId;
    this.key = `p${userId}`;
    const who = this.name();
    this.talk = new Conversation({ chatId: () => userId, speaker: () => userId, threadId: () => undefined, isGroup: false, label: t("log", { name: who }), empty: emptyState(t("private.empty.title"), world.bot?.description ?? t("private.empty.body")) });
    this.owner = el("span", { class: "owner-words" });
    this.status = el("span", { class: "chat-status" });
    this.blocker = iconButton("block", t("block"), () => this.toggleBlock(), { "data-testid": "block" });
    this.big = el("button", { type: "button", class: "big-button", on: { click: () => this.bigPressed() } });
    this.bigPlace = el("div", { class: "big-place" }, this.note = el("p", { class: "big-note" }), this.big);
    this.talk.composer.node.before(this.bigPlace);
    this.node = el("section", { class: "column phone", "aria-label": t("family.phone", { name: who }), data: { phone: userId, key: this.key } }, this.plate(), el("div", { class: "screen" }, this.header(), this.talk.node));
  }

  plate() {
    return el("div", { class: "plate" }, avatar(this.name(), this.userId), this.owner);
  }

  header() {
    const name = nameOf(world.bot) || t("bot");
    return el("header", { class: "chat-header" }, el("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, icon("phone")),
      el("div", { class: "chat-title" }, el("h3", { text: name, dir: "auto" }), this.status), this.blocker);
  }

  name() {
    return nameOf(world.users.get(this.userId));
  }

  user() {
    return world.users.get(this.userId);
  }

  story() {
    return this.talk.story();
  }

  speaker() {
    return this.userId;
  }

  async toggleBlock() {
    try {
      await block(this.userId, !this.user().blocked);
    } catch (error) {
      this.talk.toast.failed(error);
    }
  }

  async bigPressed() {
    const hadFocus = document.activeElement === this.big;
    try {
      if (this.user().blocked) await block(this.userId, false);
      else await say({ user_id: this.userId, text: "/start" });
    } catch (error) {
      this.talk.toast.failed(error);
    }
    this.wantsFocus = hadFocus;
    this.update();
  }

  update() {
    const user = this.user();
    this.talk.update();
    this.status.textContent = typingText(this.userId) ?? t("bot");
    this.status.classList.toggle("typing", Boolean(typingText(this.userId)));
    this.owner.replaceChildren(el("h2", { class: "owner-name", text: this.name(), dir: "auto" }), el("span", { class: "owner-detail", text: languageName(user.language_code) }));
    this.drawBlock(user.blocked);
    this.drawBig(user.blocked, this.story().length === 0);
  }

  drawBlock(blocked) {
    const label = t(blocked ? "unblock" : "block");
    this.blocker.setAttribute("aria-label", label);
    this.blocker.setAttribute("aria-pressed", String(Boolean(blocked)));
    this.blocker.title = label;
    this.node.classList.toggle("blocked", Boolean(blocked));
  }

  drawBig(blocked, isNew) {
    const shown = blocked || isNew;
    this.bigPlace.hidden = !shown;
    this.talk.composer.node.hidden = shown;
    this.note.textContent = blocked ? t("blocked") : "";
    this.big.textContent = t(blocked ? "unblock" : "start");
    this.big.dataset.testid = blocked ? "unblock" : "start";
    if (!shown && this.wantsFocus) this.talk.composer.input.focus();
    if (!shown) this.wantsFocus = false;
  }

  answered(event) {
    this.talk.answered(event, nameOf(world.bot));
  }

  focus() {
    (this.bigPlace.hidden ? this.talk.composer.input : this.big).focus();
  }
}
