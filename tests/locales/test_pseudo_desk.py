"""The desk in the pseudo-locale: nothing staff reads is outside the catalogs."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.casework.showing import KINDS
from bot.catalogs.limits import PSEUDO_BUTTON, PSEUDO_HALF
from bot.core.act_words import ACT_WORDS
from bot.core.case import CaseStatus, Closing, HistoryKind, PublicStatus
from bot.core.desk import USAGE
from bot.core.desk.commands import FORMATS
from bot.core.roles import Act, Role
from bot.core.say import Prompt, Verbatim
from bot.core.views import QueueView
from bot.speech import PSEUDO
from tests.casework.kit import (
    ADMIN,
    CANARY,
    FREE,
    OBSERVER,
    OTHERS,
    OWN,
    ROLES,
    WORKER,
    Bureau,
    bureau,
)
from tests.locales.brackets import is_ours_alone, lines, outside, speech, untranslatable

pytestmark = pytest.mark.timeout(300)

_MOST = 300
_WORDS = "Hello there"
_SIGNED = frozenset(f"N{actor} ({actor})" for actor in (ADMIN, *ROLES))
_TYPED = frozenset((*USAGE, *QueueView, *CaseStatus, *PublicStatus, *Closing, *FORMATS, *Role))
"""What staff type and tap as it is, in every language."""
_OWN_WORDS = frozenset(
    {CANARY, "Anna", _WORDS, "Which school?", "5 Which school?", *_SIGNED, *_TYPED}
    | {f"N{actor}" for actor in (ADMIN, *ROLES)}
)
_ARGUMENTS = (
    "", "nonsense", "123", "9" * 17, OWN, FREE, OTHERS, f"{OWN} {_WORDS}", f"{OWN} 4",
    f"{OWN} 5 Which school?", f"{OWN} 99",
)  # fmt: skip
_MORE = {
    "help": (*USAGE,),
    "queue": (*QueueView,),
    "invite": (*Role,),
    "export": (*FORMATS, *(f"{OWN} {each}" for each in FORMATS)),
    "status": tuple(f"{OWN} {each}" for each in CaseStatus),
    "close": tuple(f"{OWN} {each}" for each in Closing),
    "templates": tuple(f"{OWN} {number}" for number in range(1, 9)),
}


class Desk:
    """Everything that was shown at the desk while someone tried everything."""

    def __init__(self, here: Bureau) -> None:
        self._here, self._tapped = here, set[tuple[str, str]]()
        self.presses = 0

    async def tries(self, actor: str) -> None:
        """Give every command every argument, in private and in the group."""
        for name in (*USAGE, "nonsense"):
            for argument in (*_ARGUMENTS, *_MORE.get(name, ())):
                command = f"/{name} {argument}".strip()
                shown = await self._here.do(actor, command, group=len(command) % 3 == 0)
                await self._taps(actor, [*shown.buttons.values()])

    async def _taps(self, actor: str, tokens: list[str]) -> None:
        """Tap what was not tapped before, and what that shows."""
        for token in tokens:
            known = actor, token.rpartition(":")[0] if token[-1:].isdigit() else token
            if known not in self._tapped and self.presses < _MOST:
                self._tapped.add(known)
                self.presses += 1
                shown = await self._here.tap(actor, token)
                await self._taps(actor, [*shown.buttons.values()])

    @property
    def prompts(self) -> list[Prompt]:
        """Every prompt that anybody was sent, families too."""
        return [one.prompt for sent in self._here.sent.values() for one in sent]


@pytest.fixture(scope="module")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> list[Prompt]:
    """What everyone read whom the desk's people gave any work to."""
    found: list[Prompt] = []
    for actor in (WORKER, ADMIN, OBSERVER):
        found += asyncio.run(_shown_to(actor, tmp_path_factory.mktemp(f"desk{actor}")))
    return found


async def _shown_to(actor: str, folder: Path) -> list[Prompt]:
    async with bureau(folder, voice=speech()) as here:
        for status in CaseStatus:
            await here.change(OWN, status=status)
            for command in ("case", "status", "close", "reopen"):
                await here.do(actor, f"/{command} {OWN}")
        await here.change(OWN, status=CaseStatus.RECEIVED)
        desk = Desk(here)
        await desk.tries(actor)
        await here.later(days=30)
        return desk.prompts


def test_everything_staff_reads_is_translatable(prompts: list[Prompt]) -> None:
    """Every card, list, question, refusal, help and button comes from the catalogs."""
    assert len({speech().prompt(prompt, PSEUDO) for prompt in prompts}) > 150
    shown = {
        found
        for prompt in prompts
        for line in lines(prompt)
        for found in untranslatable(line, _OWN_WORDS)
    }
    assert shown == set()


def test_every_command_of_the_desk_was_tried(prompts: list[Prompt]) -> None:
    """Each command's own help was read, so none of its screens was left out."""
    read = {speech().text(line, PSEUDO) for prompt in prompts for line in lines(prompt)}
    for name, usage in USAGE.items():
        assert any(speech().text(usage.help, PSEUDO) in text for text in read), name


def test_what_is_done_has_words() -> None:
    """Every act and every kind of history has words of its own, so that no id is ever read."""
    assert set(ACT_WORDS) == set(Act)
    assert set(KINDS) == set(HistoryKind)


def test_no_button_of_the_desk_overflows(prompts: list[Prompt]) -> None:
    """A button fits its row, and two in a row are both short, in every language."""
    rows = [row for prompt in prompts for row in prompt.choices]
    alone = {speech().text(c.label, PSEUDO) for row in rows for c in row if is_ours_alone(c)}
    assert len(alone) > 30
    assert {label for label in alone if len(label) > PSEUDO_BUTTON} == set()
    halves = {
        speech().text(c.label, PSEUDO)
        for row in rows
        if len(row) > 1
        for c in row
        if not isinstance(c.label, Verbatim)
    }
    assert {label for label in halves if len(label) > PSEUDO_HALF} == set()


def test_every_button_fits_telegrams_callback_data(prompts: list[Prompt]) -> None:
    """What a button of the desk sends has at most 64 bytes."""
    tokens = {choice.token for prompt in prompts for choice in prompt.every_choice()}
    assert max(len(token.encode()) for token in tokens) <= 64


async def test_a_page_made_of_a_case_is_in_the_readers_language(tmp_path: Path) -> None:
    """What is outside the brackets of an exported page is the family's, or markup."""
    async with bureau(tmp_path, voice=speech()) as here:
        shown = await here.do(WORKER, f"/export {OWN} html")
        assert shown.document is not None
        body = shown.document.plain.decode().rpartition("</style>")[2]
    assert "⟦" in body
    bare = outside(re.sub(r"</?\w+>", " ", body))
    assert set(bare.split()) <= {CANARY, "Anna", "•", "·"}
