"""Whether the messages of the chat are to go: asked, explained, with a warning the first time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.core.events import HidingAsked, MessageUnwanted, TidyingChosen
from bot.core.say import Prompt
from bot.core.scenes import hiding
from bot.core.scenes.hiding import REST
from bot.speech import Speech
from tests.core.kit import LANGUAGES, SHORTEST, Family, speech

GOLDEN = Path(__file__).parents[1] / "journeys" / "golden"


def page(language: str) -> str:
    """A family that has its messages deleted, to be read by eye."""
    family, told = Family(language), list[str]()
    family.says("/start")
    family.tap(f"language={language}")
    for act in ("/hide", "overlay=close", "/hide", "hide=always", "/hide", "hide=never"):
        answer = family.send(act) if act.startswith("/") else family.tap(act)
        told += [f"> {act}", "", answer, f"  ({' | '.join(family.buttons)})", ""]
    left = hiding.left_over()
    told += [_said(speech(), left, language), ""]
    return "\n".join(told).rstrip() + "\n"


def _said(voice: Speech, prompt: Prompt, language: str) -> str:
    labels = (voice.text(choice.label, language) for choice in prompt.every_choice())
    return f"{voice.prompt(prompt, language)}\n  ({' | '.join(labels)})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_as_it_was_approved(language: str) -> None:
    """In each language, what is asked and said is what was approved."""
    path = GOLDEN / f"hide.{language}.txt"
    if os.environ.get("GOLDEN") == "record":
        path.write_text(page(language), "utf-8")
    assert page(language) == path.read_text("utf-8")


def test_nothing_happens_without_a_yes() -> None:
    """Neither the command nor its refusal deletes anything, and the question asked stays."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.says("/hide", "No, leave them")
    assert "first name" in family.read
    assert not any(isinstance(e, HidingAsked | TidyingChosen) for e in family.events)
    family.says("/hide", "Yes, delete the messages")
    assert isinstance(family.events[-1], HidingAsked)
    assert "first name" in family.send("/start") or family.says("Go on")


def test_the_choice_outlasts_drafts() -> None:
    """What concerns the chat is kept when an inquiry is sent or thrown away, and the warning is
    not said again."""
    family = Family()
    family.says(*SHORTEST, "/hide", "Always after 24 hours", "/cancel", "Yes, delete them")
    assert family.session.tidies
    assert "can be noticed" not in family.send("/hide")
    assert "Stop deleting after 24 hours" in family.buttons


def test_the_last_message_can_go_from_anywhere() -> None:
    """Its button means the same wherever the conversation is by then."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.tap(REST)
    assert isinstance(family.events[-1], MessageUnwanted)
