import { emptyState } from "./conversation.js";
import { avatar, el, icon, redraw } from "./dom.js";
import { t } from "./i18n.js";
import { addFamily } from "./people.js";
import { Phone } from "./phone.js";
import { recall, remember } from "./prefs.js";
import { pressedIn } from "./presses.js";
import { Staff } from "./staff.js";
import { countUnread, isWatching, see } from "./unread.js";
import { nameOf, world } from "./world.js";

const WIDE = matchMedia("(min-width: 760px)");

export class Deck {
  constructor(failed) {
    this.failed = failed;
    this.columns = new Map();
    this.opened = new Set();
    this.chosen = recall("current", "");
    this.current = "";
    this.switcher = el("nav", { class: "switcher", "aria-label": t("conversations"), "data-testid": "switcher" });
    this.noPhones = emptyState(t("family.none.title"), t("family.none.body"), el("button", { type: "button", class: "primary with-icon", "data-testid": "add-first-family", on: { click: () => this.add() } }, icon("plus"), el("span", { text: t("family.add") })));
    this.noStaff = emptyState(t("staff.none.title"), t("staff.none.body"));
    this.phones = el("div", { class: "phones" });
    this.groups = el("div", { class: "groups" });
    this.node = el("main", { class: "deck" }, this.phones, this.groups);
    WIDE.addEventListener("change", () => this.update());
  }

  async add() {
    try {
      const person = await addFamily();
      if (person) this.show(`p${person.id}`, true);
    } catch (error) {
      this.failed(error);
    }
  }

  show(key, wished) {
    this.chosen = key;
    this.wished = wished;
    remember("current", key);
    this.update();
  }

  openPhone(userId) {
    this.opened.add(userId);
    this.show(`p${userId}`, true);
  }

  owners() {
    const talking = (user) => this.opened.has(user.id) || world.messages.get(user.id)?.size;
    return [...world.people("family"), ...world.people("staff").filter(talking)];
  }

  column(key, make) {
    if (!this.columns.has(key)) this.columns.set(key, make());
    return this.columns.get(key);
  }

  update() {
    if (!world.bot) return;
    const phones = this.owners().map((user) => this.column(`p${user.id}`, () => new Phone(user.id)));
    const groups = world.groups().map((chat) => this.column(`g${chat.id}`, () => new Staff(chat.id, this)));
    const all = [...phones, ...groups];
    this.settle(all);
    this.place(this.phones, phones, this.noPhones);
    this.place(this.groups, groups, this.noStaff);
    this.node.dataset.side = this.isPhone(this.current) ? "phones" : "groups";
    all.forEach((column) => this.draw(column));
    this.drawSwitcher(all);
    if (this.wished) this.reach();
  }

  isPhone(key) {
    return !key || key.startsWith("p");
  }

  settle(all) {
    const keys = all.map((column) => column.key);
    [...this.columns.keys()].forEach((key) => keys.includes(key) || this.columns.delete(key));
    this.current = keys.includes(this.chosen) ? this.chosen : keys.find((key) => this.isPhone(key)) ?? "";
  }

  place(holder, columns, empty) {
    const wished = columns.length ? columns.map((column) => column.node) : [empty];
    const same = wished.length === holder.children.length && wished.every((node, at) => holder.children[at] === node);
    if (!same) holder.replaceChildren(...wished);
  }

  draw(column) {
    const isCurrent = column.key === this.current;
    column.node.classList.toggle("current", isCurrent);
    if (isWatching() && (WIDE.matches || isCurrent)) {
      see(column.key, column.story());
      column.seen?.();
    }
    column.update();
  }

  reach() {
    const column = this.columns.get(this.chosen);
    if (!column) return;
    this.wished = false;
    column.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.switcher.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    column.focus();
  }

  drawSwitcher(all) {
    this.switcher.hidden = all.length === 0;
    redraw(this.switcher, all.map((column) => this.tab(column)), (node) => node.dataset.switch);
  }

  tab(column) {
    const isGroup = column instanceof Staff;
    const name = isGroup ? nameOf(column.chat()) || t("staff.group") : column.name();
    const unread = column.unread?.() ?? countUnread(column.key, column.story(), column.speaker());
    return el("button", { type: "button", class: "switch", "aria-current": column.key === this.current ? "true" : undefined, data: { switch: column.key }, on: { click: () => this.show(column.key, true) } },
      avatar(name, isGroup ? column.chatId : column.userId), el("span", { class: "switch-name", text: name, dir: "auto" }),
      unread > 0 && el("span", { class: "count", text: unread, "aria-label": t("unread", { n: unread }) }));
  }

  answered(event) {
    const chatId = pressedIn(event.user_id);
    const pressed = this.columns.get(`g${chatId}`) ?? this.columns.get(`p${chatId}`);
    const group = [...this.columns.values()].find((column) => column instanceof Staff && column.speaker() === event.user_id);
    (pressed ?? group ?? this.columns.get(`p${event.user_id}`))?.answered(event);
  }
}
