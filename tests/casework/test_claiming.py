"""Going on with a case from another account: staff decide, and both accounts are told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.claiming import GOES_ON_ELSEWHERE, GOES_ON_HERE
from bot.claims import A_DAY, WAITING, take_claim
from bot.core.case import Address, ContactMode, HistoryKind
from bot.core.events import ReferenceClaimed
from bot.core.reference import grouped
from bot.core.session import Session
from bot.notices import Desk
from bot.ports import Transaction
from bot.register import Register
from storage.claims import CLAIMS_FOR, COUNTED_FOR
from tests.casework.kit import (
    ADMIN,
    COORDINATOR,
    GROUP,
    OBSERVER,
    OTHERS,
    OWN,
    WORKER,
    Bureau,
    bureau,
    family_of,
)
from tests.core.kit import speech
from tests.kit_clock import FakeChance
from tests.storage.kit import letter, photo

NEW = "777"
WORDS = "My name there is Olena, and I asked about my son"
SURE = "It is the family: link it"


def at(someone: str) -> Address:
    """Where someone writes from."""
    return Address(channel="telegram", id=someone)


async def claimed(
    here: Bureau, reference: str = OWN, who: str = NEW, words: str = WORDS, group: bool = True
) -> None:
    """Someone writes a number from another account."""

    def work(tx: Transaction) -> None:
        register = Register(tx, CHANCE, here.clock.now())
        desk = Desk(GROUP if group else None, "en")
        take_claim(ReferenceClaimed(reference=reference, words=words), at(who), register, desk)

    await here.store.transact(work)


CHANCE = FakeChance(seed=7)


async def linked(here: Bureau, actor: str = WORKER, reference: str = OWN) -> str:
    """A member of staff looks at the claim, and links it."""
    shown = await here.do(actor, f"/link {reference}")
    return (await here.tap(actor, shown.buttons[SURE])).text


async def waiting(here: Bureau, account: str) -> int:
    """How many letters an account can open now."""
    return await here.store.transact(lambda tx: tx.release(at(account), here.clock.now()))


async def test_a_linked_case_goes_on_in_the_new_account(tmp_path: Path) -> None:
    """Everything of the case is the new account's; the old one is told neutrally, and has none."""
    async with bureau(tmp_path) as here:
        await claimed(here)
        shown = await here.do(WORKER, f"/link {OWN}")
        assert WORDS in shown.text
        assert "goes on in another account" not in await here.reads(family_of(OWN))
        assert "goes on in the other account now" in await linked(here)
        case = await here.case(OWN)
        assert case.address == at(NEW)
        assert not await here.store.transact(lambda tx: tx.cases_of(at(family_of(OWN))))
        old = (await here.reads(family_of(OWN))).splitlines()
        assert old == [speech().text(GOES_ON_ELSEWHERE, "uk")]
        assert "запит" not in old[0]
        told = GOES_ON_HERE.saying(reference=grouped(OWN))
        assert speech().text(told, "uk") in await here.reads(NEW)


async def test_the_case_speaks_the_language_of_its_new_account(tmp_path: Path) -> None:
    """The language chosen there is the language of the letters to come."""
    async with bureau(tmp_path) as here:
        spoken = Session(locale="en", revision=1)
        await here.store.transact(lambda tx: tx.save_session(at(NEW), spoken))
        await claimed(here)
        await linked(here)
        assert "goes on in this account now" in await here.reads(NEW)
        assert (await here.case(OWN)).locale == "en"


async def test_files_and_waiting_letters_go_along(tmp_path: Path) -> None:
    """What waits for the family is read in the new account only, and its files survive the old."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, contact_mode=ContactMode.PUSH_NEUTRAL)
        case = await here.case(OWN)
        held = letter("held", address=case.address, case_id=case.id)
        kept = photo("kept", address=case.address, case_id=case.id)
        await here.store.transact(lambda tx: tx.enqueue(held, None))
        await here.store.transact(lambda tx: tx.add_file(kept))
        await claimed(here)
        await linked(here)
        await here.store.transact(lambda tx: tx.erase_address(case.address))
        assert await here.store.transact(lambda tx: tx.files_of(case.id))
        assert await here.store.transact(lambda tx: tx.release(at(NEW), here.clock.now())) == 2


async def test_the_old_account_is_told_the_way_it_wished(tmp_path: Path) -> None:
    """Neutral messages say that there is one, and none is written to those who wish none."""
    for mode, told in ((ContactMode.PUSH_NEUTRAL, 1), (ContactMode.PULL_ONLY, 0)):
        async with bureau(tmp_path / mode) as here:
            await here.change(OWN, contact_mode=mode)
            await claimed(here)
            await linked(here)
            await here.deliver()
            for account in (family_of(OWN), NEW):
                assert len(here.sent.get(account, [])) == told
                assert "облік" not in await here.reads(account)
                assert await waiting(here, account) == 1


async def test_nothing_is_linked_without_a_confirmation(tmp_path: Path) -> None:
    """Looking changes nothing; what is decided later waits."""
    async with bureau(tmp_path) as here:
        await claimed(here)
        shown = await here.do(WORKER, f"/link {OWN}")
        assert "Nothing was sent" in (await here.tap(WORKER, shown.buttons["Decide later"])).text
        assert (await here.case(OWN)).address == at(family_of(OWN))
        assert SURE in (await here.do(WORKER, f"/link {OWN}")).buttons


async def test_whoever_is_not_the_family_is_told_nothing(tmp_path: Path) -> None:
    """A refusal is for staff alone, and the claim is off the list."""
    async with bureau(tmp_path) as here:
        await claimed(here)
        shown = await here.do(WORKER, f"/link {OWN}")
        told = await here.tap(WORKER, shown.buttons["It is not the family"])
        assert "nothing changes" in told.text
        assert "waits to be linked" in (await here.do(WORKER, f"/link {OWN}")).text
        assert await here.reads(NEW) == ""
        gone = await here.tap(WORKER, shown.buttons[SURE])
        assert "no other account" in gone.text
        assert (await here.case(OWN)).address == at(family_of(OWN))


async def test_several_accounts_are_told_apart(tmp_path: Path) -> None:
    """Where several have the number, one is picked, and the others wait."""
    async with bureau(tmp_path) as here:
        await claimed(here, who="901", words="first")
        await here.later(minutes=1)
        await claimed(here, who="902", words="second")
        picked = list((await here.do(WORKER, f"/link {OWN}")).buttons.values())
        shown = await here.tap(WORKER, picked[1])
        assert "second" in shown.text
        await here.tap(WORKER, shown.buttons[SURE])
        assert (await here.case(OWN)).address == at("902")
        assert "first" in (await here.do(WORKER, f"/link {OWN}")).text


@pytest.mark.parametrize("actor", [OBSERVER, WORKER])
async def test_only_who_may_work_on_the_case_links_it(tmp_path: Path, actor: str) -> None:
    """Another's case and an observer's wish are refused alike, by command and by another's slip."""
    async with bureau(tmp_path) as here:
        await claimed(here, OTHERS)
        shown = await here.do(COORDINATOR, f"/link {OTHERS}")
        assert (await here.do(actor, f"/link {OTHERS}")).text == "This is not available."
        assert (await here.tap(actor, shown.buttons[SURE])).text == "This is not available."
        assert (await here.case(OTHERS)).address == at(family_of(OTHERS))


async def test_linking_is_written_down(tmp_path: Path) -> None:
    """History and audit say who linked; the family's own data never shows a stranger's words."""
    async with bureau(tmp_path) as here:
        await claimed(here)
        await linked(here)
        case = await here.case(OWN)
        history = await here.store.transact(lambda tx: tx.history(case.id))
        kinds = [(entry.kind, entry.actor) for entry in history]
        assert (HistoryKind.CLAIMED, None) in kinds
        assert (HistoryKind.LINKED, WORKER) in kinds
        audited = await here.store.transact(lambda tx: tx.audit_of(case.id))
        assert [one.detail for one in audited if one.act == "link"] == ["linked"]
        assert "someone · wrote the number" in (await here.do(WORKER, f"/history {OWN}")).text


async def test_one_account_is_heard_a_few_times_a_day(tmp_path: Path) -> None:
    """Guesses count: after some, staff hear of nothing more that day, though a number is right."""
    async with bureau(tmp_path) as here:
        for guess in range(A_DAY):
            await claimed(here, reference=f"{guess:017d}")
        await claimed(here)
        assert "from another account" not in await here.reads(GROUP.id)
        await here.later(hours=25)
        await claimed(here)
        assert "waits to be linked" not in (await here.do(WORKER, f"/link {OWN}")).text


async def test_a_case_is_claimed_by_no_crowd(tmp_path: Path) -> None:
    """However many accounts have a number, staff look at a few; one account is heard once."""
    async with bureau(tmp_path) as here:
        for one in range(WAITING + 3):
            await claimed(here, who=str(900 + one))
            await claimed(here, who=str(900 + one))
        case = await here.case(OWN)
        assert len(await here.store.transact(lambda tx: tx.claims_of(case.id))) == WAITING


async def test_without_a_group_somebody_hears_of_it(tmp_path: Path) -> None:
    """Whoever works on the case is told in private; where nobody does, the admins."""
    async with bureau(tmp_path) as here:
        await here.do(ADMIN, "/queue")
        await claimed(here, group=False)
        assert "from another account" in await here.reads(WORKER)
        await here.change(OWN, assignee=None)
        await claimed(here, who="778", group=False)
        assert "from another account" in await here.reads(ADMIN)


async def test_claims_are_forgotten_in_time(tmp_path: Path) -> None:
    """A number nobody has is remembered for a day, a claim for a month; an account with nothing
    else leaves no trace."""
    async with bureau(tmp_path) as here:
        await claimed(here, reference="0" * 17, who="901")
        await claimed(here, who="902")
        case = await here.case(OWN)
        for span, left in ((COUNTED_FOR, 1), (CLAIMS_FOR, 0)):
            here.clock.instant += span + timedelta(seconds=1)
            await here.store.transact(lambda tx: tx.sweep(here.clock.now()))
            assert len(await here.store.transact(lambda tx: tx.claims_of(case.id))) == left
        since = here.clock.now() - timedelta(days=90)
        assert await here.store.transact(lambda tx: tx.claims_from(at("901"), since)) == 0


async def test_erasing_takes_claims_along(tmp_path: Path) -> None:
    """A claimant who has everything erased is forgotten; so is a claim to an erased case."""
    async with bureau(tmp_path) as here:
        await claimed(here)
        await here.store.transact(lambda tx: tx.erase_address(at(NEW)))
        case = await here.case(OWN)
        assert await here.store.transact(lambda tx: tx.claims_of(case.id)) == ()
        await claimed(here)
        await here.store.transact(lambda tx: tx.erase_case(case.id))
        assert await here.store.transact(lambda tx: tx.case(case.id)) is None
