"""Tables of settings, commands and statuses, as the code knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from pydantic.fields import FieldInfo

from bot.core.case import LEGAL, PUBLIC_OF, CaseStatus
from bot.core.commands import MENU
from bot.core.desk import USAGE
from bot.core.roles import ROLE_WORDS, RULES, Act, Reach
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
        yield f"`{PREFIX}{name.upper()}`", default_of(info), info.description or ""
        if name.upper() in SECRETS:
            told = f"A file that holds `{PREFIX}{name.upper()}`, instead of the setting itself."
            yield f"`{PREFIX}{name.upper()}_FILE`", "–", told


def default_of(info: FieldInfo) -> str:
    """A setting's default as an operator would write it."""
    if info.is_required():
        return "must be set"
    default = info.get_default(call_default_factory=True, validated_data={})
    if default is None or default in ((), {}):
        return "–"
    listed = default if isinstance(default, tuple) else (default,)
    return f"`{','.join(f'{one:g}' if isinstance(one, float) else str(one) for one in listed)}`"


@cache
def _speech() -> Speech:
    return Speech(available(), Gazetteer.load())


def commands(menu: Mapping[str, Say], locale: str) -> str:
    """Every command, with the words of a messenger's menu."""
    return "\n".join(f"- `/{name}` – {_speech().text(said, locale)}" for name, said in menu.items())


def desk_commands() -> str:
    """Every command of the desk: how it is written, and what it does."""
    rows = ((f"`{usage.written}`", _speech().text(usage.help, "en")) for usage in USAGE.values())
    return table(("Command", "What it does"), rows)


def rights() -> str:
    """How far each role reaches with each act."""
    names = [_speech().text(said, "en") for said in ROLE_WORDS.values()]
    return table(("", *names), (_right(act) for act in Act))


def _right(act: Act) -> Row:
    reaches = (RULES[act][role] for role in ROLE_WORDS)
    return act.value.replace("_", " "), *(_REACH[reach] for reach in reaches)


_REACH = {Reach.NOWHERE: "–", Reach.OWN: "own and unassigned", Reach.EVERY: "yes"}


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
    "caseworkers.md": {"commands": desk_commands, "rights": rights, "statuses": statuses},
}
"""Which pages have which tables in them."""
