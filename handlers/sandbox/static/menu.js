import { el } from "./dom.js";
import { marked } from "./marks.js";

export class Menu {
  constructor(button, label, items) {
    this.button = button;
    this.items = items;
    this.node = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true, on: { keydown: (event) => this.walk(event), focusout: (event) => this.leave(event) } });
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (this.node.hidden ? this.open() : this.close(true)));
  }

  open() {
    this.node.replaceChildren(...this.items().map((item) => this.row(item)));
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.node.querySelector("button")?.focus();
  }

  row({ sign, text, detail, heed }) {
    const choose = () => {
      this.close(true);
      heed();
    };
    return el("button", { type: "button", role: "menuitem", class: "menu-item", on: { click: choose } },
      sign, el("span", { class: "menu-text", text, dir: "auto" }), detail && el("span", { class: "menu-detail", dir: "auto" }, marked(detail)));
  }

  close(back) {
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
  }

  leave(event) {
    const inside = this.node.contains(event.relatedTarget) || event.relatedTarget === this.button;
    if (!inside) this.close(false);
  }

  walk(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close(true);
      return;
    }
    const all = [...this.node.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length).focus();
  }
}
