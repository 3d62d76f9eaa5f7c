"""Numbers a family can call, from a file that an operator edits."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.say import Line, Named, Paragraph, Say, Verbatim, Worded, say
from bot.errors import Misconfigured
from locales import FOLDER

SETTING = "HOMEWARD_HOTLINES"
DEFAULT = FOLDER / "hotlines.toml"

# Translators: heading of a list of telephone numbers, shown where a conversation ends
HEADING = say("hotlines", "If you need to talk to someone now:")
# Translators: one hotline; {telephone} a number, {name} what it is, {country} where it works
LINE = say("hotlines", "{telephone} – {name} ({country})")
# Translators: one hotline that works in many countries; {telephone} a number, {name} what it is
ANYWHERE = say("hotlines", "{telephone} – {name}")

_DIALLED = re.compile(r"\+?[\d ()-]{2,24}")


class Hotline(BaseModel):
    """One number: where it works, how it is dialled, and what it is called in each language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern="^([A-Z]{2}|any)$")]
    telephone: Annotated[str, Field(pattern=_DIALLED.pattern)]
    name: Annotated[dict[str, str], Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    hotline: tuple[Hotline, ...] = ()


def read_hotlines(path: Path = DEFAULT) -> tuple[Line, ...]:
    """What is said at every exit: nothing where the file lists no hotline.

    Raises `Misconfigured` naming the setting, and what is wrong in the file.
    """
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(f"{SETTING}: cannot read {path}; check its path and rights.") from None
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"{SETTING}: {path} is not valid TOML: {error}.") from None
    try:
        hotlines = _File.model_validate(told).hotline
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Misconfigured(f"{SETTING}: in {path}, {where}: {first['msg']}.") from None
    lines = tuple(_line(hotline) for hotline in hotlines)
    return (Paragraph(heading=HEADING, lines=lines),) if lines else ()


def _line(hotline: Hotline) -> Say:
    telephone, name = Verbatim(verbatim=hotline.telephone), Worded(words=hotline.name)
    if hotline.country == "any":
        return ANYWHERE.saying(telephone=telephone, name=name)
    country = Named(kind="country", code=hotline.country)
    return LINE.saying(telephone=telephone, name=name, country=country)
