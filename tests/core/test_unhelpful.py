"""An unhelpful family: random words, old buttons, photographs, languages, restarts.

`WALKS` and `STEPS` in the environment make it longer (with `--timeout=0`); how many steps were
explored is printed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.core.commands import COMMANDS
from bot.core.engine import SCENES
from bot.core.events import (
    CaseWithdrawn,
    ContactModeChosen,
    ConversationStopped,
    DraftExpired,
    ErasureAsked,
    FileReceived,
    FilesPlaced,
    HeartbeatChosen,
    InquiryCorrected,
    InquirySubmitted,
    MessageWritten,
)
from bot.core.inquiry import FORM
from bot.core.scenes.scene import CaseSeen
from bot.core.session import Session
from bot.core.triggers import (
    Blocked,
    ChoicePicked,
    ContactShared,
    DeadlinePassed,
    FileSent,
    LocationShared,
    TextEdited,
    Trigger,
    UnreadableSent,
)
from tests.core.kit import LANGUAGES, Family
from tests.core.practised import PICKED, WRITTEN

WALKS = int(os.environ.get("WALKS", "60"))
EACH = int(os.environ.get("STEPS", "40"))
_ENDS = ConversationStopped | DraftExpired | InquirySubmitted | InquiryCorrected | ErasureAsked
_OF_A_CASE = (
    CaseWithdrawn | InquiryCorrected | MessageWritten | HeartbeatChosen | ContactModeChosen
    | FileReceived | FilesPlaced
)  # fmt: skip
_words = st.one_of(
    st.sampled_from(
        [
            "2015",
            "березень 2015",
            "Так",
            "yes",
            "/",
            "067 123 45 67",
            "0",
            "Бахмут",
            "@UA",
            "0123 456 789 01 23 450",
        ]
    ),
    st.text(max_size=60),
    st.text(min_size=900, max_size=1400),
)


class Unhelpful(RuleBasedStateMachine):
    """Does anything at any time; what holds after each step is checked."""

    explored = 0

    @initialize(language=st.sampled_from(LANGUAGES))
    def begin(self, language: str) -> None:
        """A family opens the chat."""
        self.family, self.old = Family(language), ["review=send"]
        self._do(lambda: self.family.send("/start"))

    @rule(text=_words)
    def write(self, text: str) -> None:
        """Anything at all."""
        self._do(lambda: self.family.send(text.lstrip("/") or "-"))

    @rule(data=st.data())
    def tap(self, data: st.DataObject) -> None:
        """One of the buttons just shown."""
        if self.family.buttons:
            token = data.draw(st.sampled_from(sorted(self.family.buttons.values())))
            self._do(lambda: self.family.tap(token))

    @rule(data=st.data())
    def tap_old(self, data: st.DataObject) -> None:
        """A button of some earlier message."""
        token = data.draw(st.sampled_from(self.old))
        self._do(lambda: self.family.tap(token))

    @rule(token=st.text(alphabet="abc=~.0*-", min_size=1, max_size=30))
    def forge(self, token: str) -> None:
        """A button that never was."""
        self._do(lambda: self.family.do(ChoicePicked(token=token)))

    @rule(name=st.sampled_from([*COMMANDS, "bogus", "queue"]))
    def command(self, name: str) -> None:
        """A command, known or not."""
        self._do(lambda: self.family.send(f"/{name}"))

    @rule(language=st.sampled_from([*LANGUAGES, "xx"]))
    def switch(self, language: str) -> None:
        """Another language, whatever is shown."""
        self._do(lambda: self.family.tap(f"language={language}"))

    @rule()
    def answer_well(self) -> None:
        """The right answer, so that the walk gets anywhere."""
        path = self.family.session.path
        if path is None:
            return
        name = path.rpartition(".")[2]
        if name in WRITTEN:
            self._do(lambda: self.family.send(WRITTEN[name]["uk"]))
        else:
            self._do(lambda: self.family.tap(f"{path}={PICKED.get(name, '~skip')}"))

    @rule(
        trigger=st.sampled_from(
            [
                FileSent(file="photo", remote="r", unique="u"),
                FileSent(file="document", remote="r", unique="u", mime="image/jpeg", album="a"),
                FileSent(file="video", remote="r", unique="u", size=10**9),
                UnreadableSent(what="sticker"),
                TextEdited(original="1", text="other words"),
                ContactShared(telephone="+380671234567"),
                LocationShared(latitude=50.0, longitude=36.0),
                Blocked(blocked=True),
                Blocked(blocked=False),
                DeadlinePassed(),
            ]
        )
    )
    def anything_else(self, trigger: Trigger) -> None:
        """Whatever else a telephone can send, and silence."""
        self._do(lambda: self.family.do(trigger))

    @rule()
    def moved_away(self) -> None:
        """The oldest case goes on in another account, whatever the family is doing here."""
        self.family.cases = self.family.cases[1:]

    @rule()
    def restart(self) -> None:
        """The bot is restarted: the session is read back from what was stored."""
        stored = self.family.session.model_dump_json()
        self.family.session = Session.model_validate_json(stored)

    @rule(days=st.integers(min_value=1, max_value=60))
    def wait(self, days: int) -> None:
        """Time goes by."""
        self.family.now += timedelta(days=days)

    def _do(self, act: Callable[[], object]) -> None:
        before, count = self.family.session, len(self.family.events)
        act()
        Unhelpful.explored += 1
        self.old = [*self.old, *self.family.buttons.values()][-200:]
        happened = self.family.events[count:]
        self._note_cases(happened)
        if not any(isinstance(event, _ENDS) for event in happened):
            self._nothing_lost(before)

    def _note_cases(self, happened: list[object]) -> None:
        for event in happened:
            if isinstance(event, InquirySubmitted):
                reference = f"{len(self.family.cases):017d}"
                self.family.cases = (*self.family.cases, CaseSeen(reference))[-3:]
                self.family.sent[reference] = event.inquiry
            if isinstance(event, ErasureAsked):
                self.family.cases = ()
            assert not isinstance(event, CaseWithdrawn) or self.family.cases
            if isinstance(event, _OF_A_CASE) and event.reference is not None:
                assert event.reference in {case.reference for case in self.family.cases}

    def _nothing_lost(self, before: Session) -> None:
        """No answer goes away by itself; a child taken out takes its answers along."""
        after = self.family.session
        if after.correcting != before.correcting or after.persons < before.persons:
            return
        assert set(before.answers) <= set(after.answers)

    @invariant()
    def somewhere(self) -> None:
        """The conversation is in a scene that exists, and every answer kept is a right one."""
        session = self.family.session if hasattr(self, "family") else Session()
        assert (session.overlay or session.step) in SCENES
        for path, answer in session.answers.items():
            if answer.value is not None:
                FORM.question(path).adapter.validate_python(answer.value)

    def teardown(self) -> None:
        """From wherever it ended: /start, Back and /cancel all lead somewhere."""
        if not hasattr(self, "family"):
            return
        assert self.family.send("/start")
        assert self.family.buttons
        assert self.family.send("/cancel")


def test_an_unhelpful_family_never_gets_lost(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a family does, there is no dead end, no exception, and no answer lost."""
    run_state_machine_as_test(
        Unhelpful,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=EACH,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with capsys.disabled():
        print(f"\n  {Unhelpful.explored} steps of an unhelpful family explored")  # noqa: T201 -- asked for
    assert Unhelpful.explored > WALKS
