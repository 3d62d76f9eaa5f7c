"""A folder of catalogs made for a test: small, and right until a fault is planted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from bot.hearing import SUMMER, YEARS
from bot.voices import path_of, template_in
from locales import FOLDER

UKRAINIAN = (
    "Project-Id-Version: Homeward\\n"
    "Language: uk\\n"
    "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);\\n"
    "Content-Type: text/plain; charset=utf-8\\n"
)
RULES = ("typography.toml", "glossary.toml", "names.txt")


class Message(NamedTuple):
    """A message as it stands in a file; several forms are divided by `|`."""

    context: str
    text: str
    said: str


MESSAGES = (
    Message("form person", "When was the child born?", "Коли народилася дитина?"),
    Message(
        "form person",
        "For example: 12 March 2015, March 2015, 2015, “8 years old”.",
        "Наприклад: 12 березня 2015, березень 2015, 2015, «8 років».",
    ),
    Message("form person", "For example +380 44 123 45 67.", "Наприклад +380 44 123 45 67."),
    Message("pick home", "Start an inquiry", "Почати запит"),
    Message("pick", "Next →", "Далі →"),
    Message("command", "Begin or go on", "Почати або продовжити"),
    Message(
        "help",
        "You can:\\n• /start – begin\\n• /status – ask",
        "Можна:\\n• /start – почати\\n• /status – запитати",
    ),
    Message("receipt", "Your number: {reference}", "Ваш номер: {reference}"),
    Message("review", "{count} file|{count} files", "{count} файл|{count} файли|{count} файлів"),
    Message("question", "✓ {label}: {answer}", "✓ {label}: {answer}"),
    Message("chat", "Tap “Done”, please.", "Натисніть, будь ласка, «Готово»."),
    Message("chat", "What is your name?", "Яке Ваше ім’я?"),
    Message("form consent", "Your consent is missing.", "Бракує Вашої згоди."),
    Message("hear", YEARS.text, "рік, роки, років"),
    Message("hear", SUMMER.text, "літо, літа"),
)


def catalog(messages: tuple[Message, ...] = MESSAGES, header: str = UKRAINIAN) -> str:
    """A catalog as a file."""
    return f'msgid ""\nmsgstr "{header}"\n' + "".join(map(_entry, messages))


def template(messages: tuple[Message, ...] = MESSAGES) -> str:
    """The template of the same messages."""
    return catalog(tuple(one._replace(said="") for one in messages), "")


def shelf(folder: Path, text: str | None = None, code: str = "uk") -> Path:
    """Put the template, the rules and one language's catalog into a folder."""
    for name in RULES:
        shutil.copy(FOLDER / name, folder)
    template_in(folder).write_text(template(), encoding="utf-8")
    path = path_of(code, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(catalog() if text is None else text, encoding="utf-8")
    return folder


def _entry(message: Message) -> str:
    one, _, many = message.text.partition("|")
    lines = ["", "#. a remark", f'msgctxt "{message.context}"', f'msgid "{one}"']
    if many:
        forms = message.said.split("|") if message.said else ["", ""]
        lines += [f'msgid_plural "{many}"']
        lines += [f'msgstr[{index}] "{form}"' for index, form in enumerate(forms)]
    else:
        lines += [f'msgstr "{message.said}"']
    return "\n".join(lines) + "\n"
