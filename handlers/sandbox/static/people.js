import { addPerson } from "./api.js";
import { field, formBox } from "./dialogs.js";
import { el } from "./dom.js";
import { languageName, t } from "./i18n.js";

const USUAL = ["uk", "ru", "en"];

function languageField() {
  const code = el("input", { name: "code", class: "code", autocomplete: "off", maxlength: 12, pattern: "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "aria-label": t("person.code"), placeholder: t("person.code") });
  const radio = (value, text, checked) => el("label", { class: "choice" }, el("input", { type: "radio", name: "language", value, checked }), el("span", { text }));
  const other = radio("other", t("person.other"), false);
  code.addEventListener("input", () => {
    other.querySelector("input").checked = true;
  });
  other.querySelector("input").addEventListener("click", () => code.focus());
  return el("fieldset", { class: "field" }, el("legend", { text: t("person.language") }),
    el("div", { class: "choices" }, USUAL.map((tag, at) => radio(tag, `${languageName(tag)} (${tag})`, at === 0)), other), code);
}

async function ask(title, kind) {
  const name = field("first", t("person.name"), "", { required: true, maxlength: 64, autofocus: true });
  const last = field("last", t("person.last"), "", { maxlength: 64 });
  const filled = await formBox(title, [name, last, languageField()], t("add"));
  if (!filled?.first.trim()) return undefined;
  const tag = filled.language === "other" ? filled.code.trim() || "en" : filled.language;
  return addPerson({ first_name: filled.first.trim(), last_name: filled.last.trim() || undefined, language_code: tag, kind });
}

export const addFamily = () => ask(t("family.add"), "family");
export const addStaff = () => ask(t("staff.add"), "staff");
