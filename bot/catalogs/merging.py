"""Bringing the template and the catalogs up to date with the code."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from difflib import SequenceMatcher
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.catalogs.extraction import SOURCE, template
from bot.catalogs.languages import load
from bot.catalogs.writing import written
from bot.voices import path_of, template_in
from locales import FOLDER

ALIKE = 0.7
"""How much of a changed text must be as before for its translation to be worth keeping."""


def update(languages: Iterable[str], folder: Path = FOLDER) -> None:
    """Write the template, and merge it into the languages' catalogs. English takes the source."""
    fresh = template()
    template_in(folder).write_bytes(written(fresh))
    for code in languages:
        path = path_of(code, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(merged(load(code, folder), fresh, is_source=code == SOURCE)))


def merged(catalog: Catalog, fresh: Catalog, *, is_source: bool) -> Catalog:
    """A catalog with exactly the template's messages.

    A text that was changed in the code keeps its translation, marked fuzzy, with the former
    English beside it. A translation of which nothing is left is dropped.
    """
    former = {_key(message): message.previous_id for message in catalog if message.fuzzy}
    catalog.update(deepcopy(fresh), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalog:
        message.previous_id = former.get(_key(message), [])
    gone = [message for message in catalog.obsolete.values() if _is_said(message)]
    for message in catalog:
        if not message.id or _is_said(message):
            continue
        if is_source:
            message.string = message.id
        else:
            _take_over(message, gone)
    return catalog


def _take_over(message: Message, gone: list[Message]) -> None:
    """The translation of the former wording, if one of the texts that are gone is it."""
    near = [
        (SequenceMatcher(None, _english(old), _english(message)).ratio(), index)
        for index, old in enumerate(gone)
        if old.context == message.context and isinstance(old.id, str) == isinstance(message.id, str)
    ]
    likeness, index = max(near, default=(0.0, 0))
    if likeness < ALIKE:
        return
    former = gone.pop(index)
    message.string, message.previous_id = former.string, _forms(former.id)
    message.flags.add("fuzzy")


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, _english(message)


def _english(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _is_said(message: Message) -> bool:
    return all(_forms(message.string)) if message.string else False
