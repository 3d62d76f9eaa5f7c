import { sendFile } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";

const isPhoto = ({ file, kind }) => kind === "photo" && file.type.startsWith("image/");

export class Tray {
  constructor(onChange) {
    this.chosen = [];
    this.onChange = onChange;
    this.node = el("ul", { class: "tray", "aria-label": t("attach.chosen"), hidden: true, "data-testid": "tray" });
  }

  add(files, kind) {
    for (const file of files) {
      const as = kind === "photo" && file.type.startsWith("image/") ? "photo" : "document";
      this.chosen.push({ file, kind: as, address: as === "photo" ? URL.createObjectURL(file) : undefined });
    }
    this.draw();
  }

  remove(item) {
    if (item.address) URL.revokeObjectURL(item.address);
    this.chosen = this.chosen.filter((other) => other !== item);
    this.draw();
  }

  clear() {
    [...this.chosen].forEach((item) => this.remove(item));
  }

  draw() {
    this.node.hidden = this.chosen.length === 0;
    this.node.replaceChildren(...this.chosen.map((item) => el("li", { class: "tray-item" },
      isPhoto(item) ? el("img", { src: item.address, alt: "" }) : icon("file"),
      el("span", { class: "tray-name", text: item.file.name, dir: "auto" }),
      iconButton("close", t("attach.remove", { name: item.file.name }), () => this.remove(item), { class: "icon-button small" }))));
    this.onChange();
  }

  async send(fields, caption) {
    const items = [...this.chosen];
    const album = items.length > 1 ? `${Date.now()}${Math.floor(Math.random() * 1e6)}` : undefined;
    for (const [at, item] of items.entries()) {
      await sendFile({ ...fields, kind: item.kind, caption: at === 0 ? caption : undefined, media_group_id: album }, item.file);
      this.remove(item);
    }
  }
}
