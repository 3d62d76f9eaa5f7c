"""What is logged at DEBUG, when all goes well and when it does not: nothing of a family."""

from __future__ import annotations

import json
from pathlib import Path

from bot.logs import ALLOWED, scrubbed
from handlers.sandbox.faults import Fault
from handlers.sandbox.files import Upload
from tests.disk import hits
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town
from tests.processes import homeward, until

NAMES = {"first_name": "Canaryna", "last_name": "Zyablik", "username": "zyablik_canary"}
WORDS = "Ластівка полетіла на південь"
REPLY = "Горобець чекає вдома"
FILE, INSIDE, CAPTION = "Синичка-лист.pdf", "%PDF-1.7 Шпак мовчить", "Дрозд на гілці"
SECRET_FAULT = "Bad Request: Canaryna said Ластівка"


async def test_a_conversation_leaves_no_trace_of_itself(tmp_path: Path) -> None:
    """At DEBUG, with the wire failing: no text, name, id of a chat, nor token; only known keys."""
    async with town(tmp_path / "data") as here:
        family = _family(here)
        settings = {**here.environment, "HOMEWARD_LOG_LEVEL": "DEBUG"}
        async with homeward("run", settings=settings, folder=tmp_path) as bot:
            for fault in _faults(family.id):
                here.emulator.bot_door.faults.plan(fault)
            await family.says(*SCRIPTS["uk"], SEND["uk"])
            reference = reference_in(family.read)
            await here.admin.orders(f"/reply {reference} {REPLY}")
            await family.answer(REPLY)
            family.write(WORDS)
            await here.admin.sees(WORDS)
            await _sends_a_file_and_hides(here, family)
            _malform(here, family.id)
            await bot.says("update_set_aside")
            written = (*WORDS.split(), *CAPTION.split(), INSIDE[9:], FILE, "Синичка")
            told = (*NAMES.values(), *written, *SCRIPTS["uk"], str(family.id))
            secrets = [word for word in (*told, here.emulator.token) if len(word) > 4]
            assert hits(here.data, secrets) == []
            assert (await bot.stop()).code == 0
        assert hits(here.data, secrets) == []
        assert_silent(bot.err, here, family.id, reference)


async def test_a_handler_that_fails_quotes_nothing(tmp_path: Path) -> None:
    """What a use case raises may quote a family; the log tells only its kind."""
    async with town(tmp_path / "data") as here:
        family = _family(here)
        settings = {**here.environment, "HOMEWARD_LOG_LEVEL": "DEBUG"}
        running = homeward("run", settings=settings, folder=tmp_path, module="tests.faulty")
        async with running as bot:
            family.write(WORDS)
            await bot.says("update_set_aside")
            here.admin.write(f"/reply 1 {REPLY}")
            await until(lambda: bot.err.count("update_set_aside") > 1)
            ended = await bot.stop()
        assert "raised ValueError" in ended.err
        assert_silent(ended.err, here, family.id, "no reference")
        assert hits(here.data, (*NAMES.values(), *WORDS.split(), REPLY, str(family.id))) == []


async def test_a_crash_tells_where_and_not_what(tmp_path: Path) -> None:
    """A fault that ends the program is one line: its kind and its place. Exit code 1."""
    async with town(tmp_path / "data") as here:
        running = homeward(
            "crash", settings=here.environment, folder=tmp_path, module="tests.faulty"
        )
        async with running as bot:
            ended = await bot.ended()
        assert ended.code == 1
        assert "faulty.py:" in ended.err
        assert "KeyError" in ended.err
        assert_silent(ended.err, here, here.admin.id, "no reference")


def test_ids_are_kept_and_numbers_are_not() -> None:
    """Telephone numbers and tokens go; an id of 32 hexadecimal digits stays, whatever it holds."""
    told = "12345678901234567890123456789abc failed for +380 (50) 123-45-67 at 123456:" + "A" * 35
    assert scrubbed(told) == "12345678901234567890123456789abc failed for [number] at [token]"


async def _sends_a_file_and_hides(here: Town, family: Person) -> None:
    told = {"user_id": family.id, "kind": "document", "caption": CAPTION}
    upload = Upload(FILE, "application/pdf", INSIDE.encode())
    here.emulator.people.send_file(told, upload)
    await here.admin.sees(CAPTION)
    await until(lambda: any((here.data / "files").glob("*")))
    family.write("/hide")
    await until(lambda: "hide=now" in family.buttons.values())
    family.tap("hide=now")


def _family(here: Town) -> Person:
    told = here.emulator.people.join({**NAMES, "language_code": "uk"})
    return Person(here.emulator, told)


def assert_silent(log: str, here: Town, chat_id: int, reference: str) -> None:
    """Every line is an object with known keys, and holds nothing personal."""
    assert log
    for line in log.splitlines():
        assert set(json.loads(line)) <= ALLOWED
    files = (FILE, "Синичка", INSIDE[9:], *CAPTION.split())
    everything = (
        *NAMES.values(),
        *files,
        *WORDS.split(),
        *REPLY.split(),
        *SCRIPTS["uk"],
        "Canaryna",
    )
    told = [word for word in everything if len(word) > 3] + [str(chat_id), str(here.admin.id)]
    secrets = [str(here.group), here.emulator.token, here.emulator.token.partition(":")[2]]
    assert [word for word in (*told, *secrets, reference) if word in log] == []


def _faults(chat_id: int) -> list[Fault]:
    """What the wire can say that quotes a family."""
    plans = (
        {"method": "sendMessage", "chat_id": chat_id, "status": 502, "body": SECRET_FAULT},
        {"method": "sendMessage", "chat_id": chat_id, "error_code": 500, "description": WORDS},
        {"method": "editMessageText", "error_code": 400, "description": SECRET_FAULT},
        {"method": "editMessageReplyMarkup", "error_code": 400, "description": SECRET_FAULT},
        {"method": "answerCallbackQuery", "error_code": 400, "description": SECRET_FAULT},
        {"method": "getUpdates", "status": 502, "body": SECRET_FAULT, "skip": 3},
        {"method": "getUpdates", "drop": "after", "skip": 5},
    )
    return [Fault.planned(plan) for plan in plans]


def _malform(here: Town, chat_id: int) -> None:
    """An update that no library can read."""
    chat = {"id": chat_id, "type": "private", **NAMES}
    here.emulator.people.update({"message": {"text": WORDS, "chat": chat, "date": WORDS}})
