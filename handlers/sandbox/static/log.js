import { renderAlbum, renderMessage } from "./bubble.js";
import { el, icon } from "./dom.js";
import { t } from "./i18n.js";
import { isSame, rowsOf } from "./rows.js";

const PAGE = 120;
const NEAR = 80;
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

function render(row, view) {
  if (row.day) return el("div", { class: "day" }, el("span", { text: row.day }));
  if (row.messages.length > 1) return renderAlbum(row.messages, view, row);
  return renderMessage(row.messages[0], view, row);
}

export class Log {
  constructor(view, label, empty) {
    this.view = view;
    this.kept = new Map();
    this.limit = PAGE;
    this.empty = empty;
    this.list = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": label, on: { keydown: (event) => this.walk(event), focusin: (event) => this.touch(event), scroll: () => this.watch() } });
    this.list.addEventListener("load", () => this.stuck && this.toEnd(), { capture: true });
    this.jump = el("button", { type: "button", class: "to-end", "aria-label": t("newest"), title: t("newest"), hidden: true, on: { click: () => this.toEnd() } }, icon("down"));
    this.earlier = el("button", { type: "button", class: "earlier", text: t("earlier"), on: { click: () => this.more() } });
    this.node = el("div", { class: "log-frame" }, this.list, this.jump);
    this.stuck = true;
    this.lastTop = 0;
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
  }

  clear() {
    this.kept.clear();
    this.list.replaceChildren();
    this.activeId = undefined;
    this.limit = PAGE;
    this.stuck = true;
  }

  update(story) {
    this.story = story;
    const rows = rowsOf(story.slice(-this.limit), this.view.isGroup, this.view.speaker());
    const fresh = new Map();
    const focus = this.focused();
    const nodes = rows.map((row) => {
      const kept = this.kept.get(row.key);
      const node = kept && isSame(row, kept.row) ? kept.node : render(row, this.view);
      fresh.set(row.key, { row, node });
      return node;
    });
    this.kept = fresh;
    this.place(nodes, story.length > this.limit);
    this.roam();
    this.refocus(focus);
    if (this.stuck) this.toEnd();
  }

  place(nodes, hasMore) {
    const wished = nodes.length ? [...(hasMore ? [this.earlier] : []), ...nodes] : [this.empty];
    const staying = new Set(wished);
    [...this.list.children].forEach((child) => staying.has(child) || child.remove());
    wished.forEach((node, at) => this.list.children[at] !== node && this.list.insertBefore(node, this.list.children[at] ?? null));
  }

  focused() {
    const holder = document.activeElement;
    if (!this.list.contains(holder) || holder === this.list) return undefined;
    return { id: holder.closest(".message")?.dataset.messageId, key: holder.dataset.focusKey };
  }

  refocus(focus) {
    if (!focus || this.list.contains(document.activeElement)) return;
    const message = this.find(focus.id);
    const target = message?.querySelector(`[data-focus-key="${focus.key}"]`) ?? message;
    if (target) target.focus({ preventScroll: true });
    else this.view.toComposer();
  }

  find(id) {
    return this.list.querySelector(`.message[data-message-id="${id}"]`);
  }

  roam() {
    const all = [...this.list.querySelectorAll(".message")];
    const active = all.find((node) => node.dataset.messageId === this.activeId) ?? all.at(-1);
    const live = all.filter((node) => node.querySelector(".inline-keyboard")).at(-1);
    for (const node of all) {
      node.tabIndex = node === active ? 0 : -1;
      node.querySelectorAll("button, a").forEach((inner) => {
        const isKey = node === live && inner.classList.contains("key");
        inner.tabIndex = node === active || isKey ? 0 : -1;
      });
    }
  }

  touch(event) {
    const id = event.target.closest(".message")?.dataset.messageId;
    if (!id || id === this.activeId) return;
    this.activeId = id;
    this.roam();
  }

  walk(event) {
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(event.target.closest(".message"));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    all[to]?.focus();
    if (to >= all.length) this.view.toComposer();
  }

  watch() {
    const gap = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight;
    if (gap < NEAR) this.stuck = true;
    else if (this.list.scrollTop < this.lastTop - 1) this.stuck = false;
    this.lastTop = this.list.scrollTop;
    this.jump.hidden = this.stuck;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.lastTop = this.list.scrollTop;
  }

  more() {
    this.limit += PAGE;
    this.stuck = false;
    this.update(this.story);
  }

  jumpTo(id) {
    const node = this.find(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: CALM.matches ? "auto" : "smooth" });
    node.focus({ preventScroll: true });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1600);
  }
}
