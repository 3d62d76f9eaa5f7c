import { Conversation, emptyState, typingText } from "./conversation.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { addStaff } from "./people.js";
import { recall, remember } from "./prefs.js";
import { Topics, topicKey, topicsOf } from "./topics.js";
import { countUnread, see } from "./unread.js";
import { nameOf, world } from "./world.js";

export class Staff {
  constructor(chatId, deck) {
    this.chatId = chatId;
    this.key = `g${chatId}`;
    this.deck = deck;
    this.chosen = Number(recall("speaker", 0));
    this.talk = new Conversation({ chatId: () => chatId, speaker: () => this.speaker(), threadId: () => this.thread, isGroup: true, label: t("log", { name: nameOf(this.chat()) || t("staff.group") }), empty: emptyState(t("group.empty.title"), t("group.empty.body")) });
    this.topics = new Topics((id) => this.chooseTopic(id));
    this.title = el("h2", { dir: "auto" });
    this.status = el("span", { class: "chat-status" });
    this.select = el("select", { class: "speaker", "aria-label": t("staff.as"), "data-testid": "speaker", on: { change: () => this.choose(Number(this.select.value)) } });
    this.nobody = el("p", { class: "big-note", text: t("staff.nobody") });
    this.talk.composer.node.before(this.speakerBar(), this.nobody);
    this.node = el("section", { class: "column staff", "aria-label": t("staff.group"), data: { group: chatId, key: this.key } },
      el("div", { class: "screen" }, this.header(), el("div", { class: "staff-body" }, this.topics.node, this.talk.node)));
  }

  chat() {
    return world.chats.get(this.chatId);
  }

  header() {
    const name = nameOf(this.chat()) || t("staff.group");
    return el("header", { class: "chat-header" }, avatar(name, this.chatId), el("div", { class: "chat-title" }, this.title, this.status),
      el("button", { type: "button", class: "quiet with-icon", "data-testid": "add-staff", on: { click: () => this.add() } }, icon("plus"), el("span", { text: t("staff.add") })));
  }

  speakerBar() {
    const open = iconButton("phone", t("staff.phone"), () => this.deck.openPhone(this.speaker()), { "data-testid": "staff-phone" });
    this.bar = el("div", { class: "speaker-bar" }, el("span", { text: t("staff.as"), "aria-hidden": "true" }), this.select, open);
    return this.bar;
  }

  async add() {
    try {
      const person = await addStaff();
      if (person) this.choose(person.id);
    } catch (error) {
      this.talk.toast.failed(error);
    }
  }

  people() {
    return world.people("staff");
  }

  speaker() {
    const people = this.people();
    return people.find((person) => person.id === this.chosen)?.id ?? people[0]?.id;
  }

  choose(id) {
    this.chosen = id;
    remember("speaker", id);
    this.deck.update();
  }

  chooseTopic(id) {
    this.thread = id;
    this.deck.update();
  }

  story() {
    return [...(world.messages.get(this.chatId)?.values() ?? [])];
  }

  unread() {
    if (!this.chat().is_forum) return undefined;
    return topicsOf(this.chat()).reduce((sum, { message_thread_id: id }) => sum + countUnread(topicKey(this.chatId, id), world.story(this.chatId, id), this.speaker()), 0);
  }

  seen() {
    see(topicKey(this.chatId, this.thread), this.talk.story());
  }

  drawPeople() {
    const people = this.people();
    const signature = people.map((person) => `${person.id}${nameOf(person)}`).join();
    if (signature !== this.signature) {
      this.select.replaceChildren(...people.map((person) => el("option", { value: person.id, text: person.username ? `${nameOf(person)} (@${person.username})` : nameOf(person) })));
    }
    this.signature = signature;
    this.select.value = String(this.speaker() ?? "");
    this.bar.hidden = people.length === 0;
    this.nobody.hidden = people.length > 0;
    this.talk.composer.node.hidden = people.length === 0;
  }

  drawHead(chat) {
    const typing = typingText(this.chatId);
    this.title.textContent = nameOf(chat) || t("staff.group");
    this.status.textContent = typing ?? t("members", { n: chat.members?.length ?? this.people().length });
    this.status.classList.toggle("typing", Boolean(typing));
  }

  update() {
    const chat = this.chat();
    this.drawHead(chat);
    this.drawPeople();
    this.topics.update(chat, this.thread, this.speaker());
    this.node.classList.toggle("forum", Boolean(chat.is_forum));
    this.talk.update();
  }

  answered(event) {
    this.talk.answered(event, nameOf(world.bot));
  }

  focus() {
    this.talk.composer.input.focus();
  }
}
