"""Tables of settings, commands and statuses, as the code knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from bot.core.case import LEGAL, PUBLIC_OF, CaseStatus
from bot.core.commands import MENU
from bot.core.desk import DESK_MENU
from bot.core.say import Say
from bot.core.status_words import DESK_WORDS, PUBLIC_WORDS
from bot.gazetteer import Gazetteer
from bot.settings import PREFIX, SECRETS, Settings
from bot.speech import Speech
from bot.voices import available

Row = Sequence[str]


def table(head: Row, rows: Iterator[Row]) -> str:
    """A table of Markdown."""
    lines = [head, *rows]
    told = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join((told[0], f"|{'-|' * len(head)}", *told[1:]))


def settings() -> str:
    """Every setting, its default, and what it is for."""
    return table(("Setting", "Default", "What it is"), _settings())


def _settings() -> Iterator[Row]:
    for name, info in Settings.model_fields.items():
        default = "must be set" if info.is_required() else default_of(info.default)
        yield f"`{PREFIX}{name.upper()}`", default, info.description or ""
        if name.upper() in SECRETS:
            told = f"A file that holds `{PREFIX}{name.upper()}`, instead of the setting itself."
            yield f"`{PREFIX}{name.upper()}_FILE`", "–", told


def default_of(default: Any) -> str:
    """A default as an operator would write it."""
    if default is None or default == ():
        return "–"
    listed = default if isinstance(default, tuple) else (default,)
    return f"`{','.join(f'{one:g}' if isinstance(one, float) else str(one) for one in listed)}`"


@cache
def _speech() -> Speech:
    return Speech(available(), Gazetteer.load())


def commands(menu: Mapping[str, Say], locale: str) -> str:
    """Every command, with the words of a messenger's menu."""
    return "\n".join(f"- `/{name}` – {_speech().text(said, locale)}" for name, said in menu.items())


def statuses() -> str:
    """Every status, what the family may be told of it, and where the work may go from it."""
    head = ("Status to type", "Meaning", "The family is told", "Next may be")
    return table(head, (_status(status) for status in CaseStatus))


def _status(status: CaseStatus) -> Row:
    told = [f"{_speech().text(PUBLIC_WORDS[p], 'en')} (`{p}`)" for p in PUBLIC_OF[status]]
    following = [f"`{one}`" for one in CaseStatus if one in LEGAL[status]]
    meaning = _speech().text(DESK_WORDS[status], "en")
    return f"`{status}`", meaning, "<br>or: ".join(told), ", ".join(following)


REGIONS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "operators.md": {"settings": settings},
    "families.md": {
        f"commands {locale}": partial(commands, MENU, locale) for locale in ("uk", "ru", "en")
    },
    "caseworkers.md": {"commands": partial(commands, DESK_MENU, "en"), "statuses": statuses},
}
"""Which pages have which tables in them."""
