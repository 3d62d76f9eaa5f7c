import { el, icon, iconButton } from "./dom.js";
import { LANGUAGES, language, t } from "./i18n.js";
import { areShown, hasLegend, toggle } from "./marks.js";
import { recall, remember } from "./prefs.js";

const THEMES = { auto: "auto", light: "sun", dark: "moon" };

export function applyTheme() {
  document.documentElement.dataset.theme = recall("theme", "auto");
}

function themeButton() {
  const button = iconButton("auto", "", () => next(), { "data-testid": "theme" });
  const draw = () => {
    const theme = recall("theme", "auto");
    button.replaceChildren(icon(THEMES[theme] ?? "auto"));
    button.setAttribute("aria-label", t(`theme.${theme}`));
    button.title = t(`theme.${theme}`);
  };
  const next = () => {
    const names = Object.keys(THEMES);
    remember("theme", names[(names.indexOf(recall("theme", "auto")) + 1) % names.length]);
    applyTheme();
    draw();
  };
  draw();
  return button;
}

function idsButton() {
  if (!hasLegend()) return undefined;
  const draw = () => button.setAttribute("aria-pressed", String(areShown()));
  const heed = () => {
    toggle();
    draw();
  };
  const button = iconButton("tag", t("ids"), heed, { "data-testid": "ids" });
  draw();
  return button;
}

function languageSelect(choose) {
  const select = el("select", { class: "page-language", "aria-label": t("language"), "data-testid": "page-language" },
    Object.entries(LANGUAGES).map(([tag, name]) => el("option", { value: tag, text: name, lang: tag, selected: tag === language() })));
  select.addEventListener("change", () => choose(select.value));
  return select;
}

export function topbar({ chooseLanguage, addFamily }) {
  const status = el("span", { class: "connection", role: "status", "data-testid": "connection" });
  const node = el("header", { class: "topbar" },
    el("img", { class: "brand-sign", src: "static/icon.svg", alt: "" }), el("h1", { class: "brand", text: t("title") }), status,
    el("div", { class: "topbar-tools" }, languageSelect(chooseLanguage), idsButton(), themeButton(),
      el("button", { type: "button", class: "primary with-icon", "data-testid": "add-family", on: { click: addFamily } }, icon("plus"), el("span", { text: t("family.add") }))));
  const connected = (isOn) => {
    status.textContent = t(isOn ? "connected" : "reconnecting");
    status.classList.toggle("on", isOn);
  };
  return { node, connected };
}
