"""Each command does what it says, and says what it does not."""

from __future__ import annotations

from pathlib import Path

from bot.core.case import CaseStatus, Closing, ContactMode, PublicStatus
from bot.core.reference import grouped, make_reference
from bot.core.templates import TEMPLATES
from tests.casework.kit import (
    ADMIN,
    CANARY,
    COORDINATOR,
    FREE,
    OTHER,
    OTHERS,
    OWN,
    SECOND,
    WORKER,
    bureau,
    family_of,
    person,
)

HERE = family_of(OWN)


async def test_a_reply_is_shown_confirmed_and_can_be_taken_back(tmp_path: Path) -> None:
    """Nothing goes before the confirmation, nor within ten seconds of it, nor once taken back."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} Добрий день")
        assert "Українська" in shown.text
        assert "Добрий день" in shown.text
        done = await here.tap(WORKER, shown.buttons["Send to the family"])
        await here.later(seconds=9)
        assert await here.reads(HERE) == ""
        back = await here.tap(WORKER, done.buttons["Take it back"])
        assert "taken back" in back.text
        await here.later(minutes=1)
        assert await here.reads(HERE) == ""


async def test_a_reply_that_went_out_cannot_be_taken_back(tmp_path: Path) -> None:
    """After ten seconds the family has it, verbatim, and it is too late."""
    async with bureau(tmp_path) as here:
        done = await here.confirm(WORKER, f"/reply {OWN} <b>Добрий день</b>")
        await here.later(seconds=11)
        assert "<b>Добрий день</b>" in await here.reads(HERE)
        assert "too late" in (await here.tap(WORKER, done.buttons["Take it back"])).text


async def test_a_confirmation_works_once_and_for_its_author_only(tmp_path: Path) -> None:
    """A double tap is one message; a colleague's tap is refused."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} Добрий день")
        token = shown.buttons["Send to the family"]
        assert "not available" in (await here.tap(ADMIN, token)).text
        for _ in range(3):
            await here.tap(WORKER, token)
        await here.later(minutes=1)
        assert (await here.reads(HERE)).count("Добрий день") == 1


async def test_what_is_written_in_another_language_says_so(tmp_path: Path) -> None:
    """Only where it differs from the family's."""
    async with bureau(tmp_path) as here:
        assert "іншою мовою" not in (await here.do(WORKER, f"/reply {OWN} Їжак")).text
        assert "English" in (await here.do(WORKER, f"/reply {OWN} Good morning")).text
        assert "Русский" in (await here.do(WORKER, f"/reply {OWN} Здравствуйте, мы ищем")).text


async def test_a_ready_reply_speaks_the_family_s_language(tmp_path: Path) -> None:
    """By number; what it leaves open is asked for; a number too high shows the list."""
    async with bureau(tmp_path) as here:
        listed = await here.do(WORKER, f"/templates {OWN}")
        assert len(listed.buttons) == len(TEMPLATES)
        asked = await here.do(WORKER, f"/templates {OWN} 5")
        assert f"/templates {OWN} 5" in asked.text
        await here.confirm(WORKER, f"/templates {OWN} 5 Яка школа?")
        await here.later(seconds=11)
        assert "Яка школа?" in await here.reads(HERE)
        assert (await here.do(WORKER, f"/templates {OWN} 99")).text == listed.text


async def test_statuses_are_offered_shown_and_confirmed(tmp_path: Path) -> None:
    """Legal ones only; the family reads the public one in its language; the internal stays here."""
    async with bureau(tmp_path) as here:
        offered = await here.do(WORKER, f"/status {OWN}")
        assert set(offered.buttons) == {"in review", "information needed", "tracing", "closed"}
        shown = await here.tap(WORKER, offered.buttons["tracing"])
        assert "Пошук триває" in shown.text
        await here.tap(WORKER, shown.buttons["Send to the family"])
        await here.later(seconds=11)
        assert "Пошук триває" in await here.reads(HERE)
        assert (await here.case(OWN)).status is CaseStatus.TRACING
        wrong = await here.do(WORKER, f"/status {OWN} reunified")
        assert "cannot go from" in wrong.text


async def test_confirmed_takes_two_people(tmp_path: Path) -> None:
    """The first proposes and nothing is told; the same person again changes nothing; a second
    chooses the text and confirms."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, status=CaseStatus.LOCATED_VERIFYING)
        for _ in range(2):
            assert "second member" in (await here.do(WORKER, f"/status {OWN} confirmed")).text
        assert (await here.case(OWN)).status is CaseStatus.LOCATED_VERIFYING
        assert "second member" in await here.reads(SECOND)
        shown = await here.do(COORDINATOR, f"/status {OWN} confirmed alive")
        await here.tap(COORDINATOR, shown.buttons["Send to the family"])
        case = await here.case(OWN)
        assert (case.status, case.public) == (CaseStatus.CONFIRMED, PublicStatus.ALIVE)


async def test_an_adult_is_asked_first(tmp_path: Path) -> None:
    """Until consent is written down the family reads no more than that the search continues."""
    async with bureau(tmp_path) as here:
        found = await here.case(OWN)
        await here.store.transact(
            lambda tx: tx.save_inquiry(found.id, person(born=1999), found.opened_at)
        )
        await here.change(OWN, status=CaseStatus.LOCATED_VERIFYING, proposed_by=OTHER)
        assert "has not agreed" in (await here.do(WORKER, f"/status {OWN} confirmed alive")).text
        await here.confirm(WORKER, f"/status {OWN} confirmed")
        assert (await here.case(OWN)).public is PublicStatus.SEARCHING
        assert "has not agreed" in (await here.do(WORKER, f"/status {OWN} in_contact")).text
        assert "while you are asking" in (await here.do(WORKER, f"/consent {OWN}")).text
        await here.confirm(WORKER, f"/status {OWN} consent_pending")
        assert "written down" in (await here.do(WORKER, f"/consent {OWN}")).text
        await here.confirm(WORKER, f"/status {OWN} in_contact")
        assert (await here.case(OWN)).public is PublicStatus.CONTACT_MADE


async def test_sensitive_news_is_never_written(tmp_path: Path) -> None:
    """The family reads that someone will call; a reply is refused, and a call is offered."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, status=CaseStatus.TRACING)
        waiting = await here.do(WORKER, f"/reply {OWN} words that were prepared")
        await here.confirm(WORKER, f"/status {OWN} sensitive_news")
        refused = await here.do(WORKER, f"/reply {OWN} the news")
        assert "by telephone only" in refused.text
        assert (
            "by telephone only"
            in (await here.tap(WORKER, waiting.buttons["Send to the family"])).text
        )
        call = await here.tap(WORKER, refused.buttons["6"])
        await here.tap(WORKER, call.buttons["Send to the family"])
        await here.later(minutes=1)
        told = await here.reads(HERE)
        assert "the news" not in told
        assert "prepared" not in told


async def test_closing_takes_a_reason_and_reopening_undoes_it(tmp_path: Path) -> None:
    """The reason stays inside; the family reads that the search was closed, and can go on."""
    async with bureau(tmp_path) as here:
        asked = await here.do(WORKER, f"/close {OWN}")
        shown = await here.tap(WORKER, asked.buttons["Duplicate of another case"])
        await here.tap(WORKER, shown.buttons["Send to the family"])
        case = await here.case(OWN)
        assert (case.status, case.closing) == (CaseStatus.CLOSED, Closing.DUPLICATE)
        assert "Duplicate" not in await here.reads(HERE)
        assert "cannot go from" in (await here.do(WORKER, f"/close {OWN}")).text
        await here.confirm(WORKER, f"/reopen {OWN}")
        case = await here.case(OWN)
        assert (case.status, case.closing) == (CaseStatus.REOPENED, None)


async def test_what_a_family_has_not_opened_is_told(tmp_path: Path) -> None:
    """Who reads on request only and has not yet: the case says how much waits, until it is read."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, contact_mode=ContactMode.PULL_ONLY)
        done = await here.confirm(WORKER, f"/reply {OWN} Добрий день")
        assert "waits until the family opens it" in done.text
        assert "1 message waits" in (await here.do(WORKER, f"/case {OWN}")).text
        family = (await here.case(OWN)).address
        await here.store.transact(lambda tx: tx.release(family, here.clock.now()))
        assert "message waits" not in (await here.do(WORKER, f"/case {OWN}")).text
        assert "Добрий день" in await here.reads(HERE)


async def test_work_is_taken_given_and_given_back(tmp_path: Path) -> None:
    """A caseworker takes a free case; a coordinator gives it to another; it can come back."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, f"/take {FREE}")
        assert (await here.case(FREE)).assignee == WORKER
        offered = await here.do(COORDINATOR, f"/assign {FREE}")
        assert "N5" not in str(offered.buttons)
        await here.do(COORDINATOR, f"/assign {FREE} {OTHER}")
        assert (await here.case(FREE)).assignee == OTHER
        assert grouped(FREE) in await here.reads(OTHER)
        assert "not available" in (await here.do(WORKER, f"/case {FREE}")).text
        assert "Nobody with this id" in (await here.do(COORDINATOR, f"/assign {FREE} 77")).text
        await here.do(OTHER, f"/unassign {FREE}")
        assert (await here.case(FREE)).assignee is None


async def test_a_note_is_in_the_history_and_nowhere_else(tmp_path: Path) -> None:
    """The family gets nothing of it."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, f"/note {OWN} called the school")
        shown = await here.do(WORKER, f"/history {OWN}")
        assert "noted: called the school" in shown.text
        assert "note" in shown.text
        assert await here.reads(HERE) == ""


async def test_the_queue_has_views_and_pages(tmp_path: Path) -> None:
    """Each view by typing and tapping; a caseworker's views hold own and free cases only."""
    async with bureau(tmp_path) as here:
        mine = await here.do(WORKER, "/queue")
        assert grouped(OWN) in mine.text
        for view in ("open", "mine", "unassigned", "waiting_for_us", "overdue", "closed"):
            assert grouped(OTHERS) not in (await here.do(WORKER, f"/queue {view}")).text
        every = await here.do(COORDINATOR, "/queue")
        assert grouped(OTHERS) in every.text
        free = await here.tap(COORDINATOR, every.buttons["Unassigned"])
        assert grouped(FREE) in free.text
        assert grouped(OWN) not in free.text


async def test_finding_knows_spellings_and_rights(tmp_path: Path) -> None:
    """Two names in any spelling find a case; another's case is not found; one name looks among
    one's own."""
    async with bureau(tmp_path) as here:
        for words in (f"Anna {CANARY}", "Анна Канаренко", f"{CANARY} 2015", "kanarenko anna"):
            shown = await here.do(WORKER, f"/find {words}")
            assert grouped(OWN) in shown.text, words
            assert grouped(FREE) in shown.text
            assert grouped(OTHERS) not in shown.text
        alone = await here.do(WORKER, f"/find {CANARY}")
        assert grouped(OWN) in alone.text
        assert grouped(FREE) not in alone.text
        assert "Nothing found" in (await here.do(WORKER, "/find Bohdan Nobody")).text
        assert "First name" in (await here.do(WORKER, f"/find {OWN}")).text
        assert "not available" in (await here.do(WORKER, f"/find {make_reference(77)}")).text


async def test_everyone_reads_their_own_language(tmp_path: Path) -> None:
    """In private; the group keeps its own."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, "/language uk")
        await here.do(WORKER, "/help")
        assert here.sent[WORKER][-1].locale == "uk"
        await here.do(WORKER, "/help", group=True)
        assert here.sent["-100500"][-1].locale == "en"


async def test_help_lists_what_one_may_and_explains_it(tmp_path: Path) -> None:
    """A caseworker's help has no invitations in it."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, "/help")
        assert "/reply" in shown.text
        assert "/invite" not in shown.text
        assert "/reply REFERENCE TEXT" in (await here.do(WORKER, "/help reply")).text


async def test_numbers_come_as_text_and_picture(tmp_path: Path) -> None:
    """And hold nothing personal."""
    async with bureau(tmp_path) as here:
        await here.confirm(WORKER, f"/status {OWN} in_review")
        shown = await here.do(WORKER, "/stats")
        assert "3 open cases" in shown.text
        assert CANARY not in shown.text
        assert shown.document is not None
        assert shown.document.plain.startswith(b"\x89PNG")
