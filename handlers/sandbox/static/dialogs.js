import { fileAddress } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";

let queue = Promise.resolve();
let count = 0;

function show(dialog) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function frame(title, role, children) {
  count += 1;
  const id = `dialog-${count}`;
  return el("dialog", { class: "dialog", role, "aria-labelledby": id, "data-testid": role },
    el("h2", { id, class: "dialog-title", text: title, dir: "auto" }), children);
}

export function alertBox(title, text) {
  const next = () => show(frame(title, "alertdialog", [
    el("p", { class: "dialog-text", dir: "auto", text }),
    el("form", { method: "dialog", class: "dialog-actions" }, el("button", { class: "primary", value: "ok", text: t("ok"), autofocus: true })),
  ]));
  queue = queue.then(next);
  return queue;
}

export async function linkBox(href) {
  const open = el("a", { class: "primary button", href, target: "_blank", rel: "noopener noreferrer", text: t("link.open") });
  const dialog = frame(t("link.title"), "dialog", [
    el("p", { class: "dialog-text", text: t("link.body") }),
    el("p", { class: "dialog-address", text: href }),
    el("form", { method: "dialog", class: "dialog-actions" }, el("button", { class: "quiet", text: t("cancel"), autofocus: true }), open),
  ]);
  open.addEventListener("click", () => dialog.close("open"));
  return show(dialog);
}

export function field(name, label, value, props = {}) {
  return el("label", { class: "field" }, el("span", { text: label }), el("input", { name, value, autocomplete: "off", ...props }));
}

export async function formBox(title, fields, action) {
  const form = el("form", { method: "dialog" }, fields, el("div", { class: "dialog-actions" },
    el("button", { class: "quiet", value: "", formnovalidate: true, type: "submit", text: t("cancel") }),
    el("button", { class: "primary", value: "yes", type: "submit", text: action })));
  const heedEnter = (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
  };
  form.addEventListener("keydown", heedEnter);
  const verdict = await show(frame(title, "dialog", form));
  return verdict === "yes" ? Object.fromEntries(new FormData(form)) : undefined;
}

export function lightbox(fileId, label) {
  const dialog = el("dialog", { class: "lightbox", "aria-label": label, "data-testid": "lightbox" },
    iconButton("close", t("close"), () => dialog.close(), { class: "icon-button lightbox-close" }),
    el("img", { src: fileAddress(fileId), alt: label }));
  dialog.addEventListener("click", (event) => event.target.tagName !== "IMG" && dialog.close());
  return show(dialog);
}

export function toaster() {
  const node = el("div", { class: "toasts", role: "status", "aria-live": "polite", "data-testid": "toasts" });
  const pop = (text, kind = "info") => {
    const toast = el("div", { class: `toast ${kind}`, dir: "auto" }, icon("info"), el("span", { text }));
    node.append(toast);
    setTimeout(() => toast.remove(), 5000);
  };
  const failed = (error) => pop(t("failed", { why: error.message }), "failed");
  return { node, pop, failed };
}
