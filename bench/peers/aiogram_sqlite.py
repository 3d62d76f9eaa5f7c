"""aiogram's state machine with a storage on SQLite, committed once a step at synchronous=FULL."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.peers import form

router = Router()


class Filling(StatesGroup):
    """Where a family is: the step itself is how many answers there are."""

    questions = State()
    review = State()


class SqliteStorage(BaseStorage):
    """State and answers in a row. A step sets the state first, so that `set_data` commits both.

    On the loop's own thread: measured quicker than a hop to another thread for each statement.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE kept (chat INTEGER PRIMARY KEY, state TEXT, data TEXT)")

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep a state; the next `set_data` makes it durable."""
        name = state.state if isinstance(state, State) else state
        self._db.execute(
            "INSERT INTO kept (chat, state) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET state = ?2",
            (key.chat_id, name),
        )

    async def get_state(self, key: StorageKey) -> str | None:
        """The state kept."""
        row = self._db.execute("SELECT state FROM kept WHERE chat = ?", (key.chat_id,)).fetchone()
        return row[0] if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep the answers, durably."""
        text = json.dumps(dict(data), ensure_ascii=False)
        self._db.execute(
            "INSERT INTO kept (chat, data) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET data = ?2",
            (key.chat_id, text),
        )
        self._db.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The answers kept."""
        row = self._db.execute("SELECT data FROM kept WHERE chat = ?", (key.chat_id,)).fetchone()
        return json.loads(row[0]) if row and row[0] else {}

    async def close(self) -> None:
        """Close."""
        self._db.close()


async def ask(
    message: Message, state: FSMContext, answers: list[str], *, refused: bool = False
) -> None:
    """Keep the answers, then ask what follows."""
    step = len(answers)
    await state.set_state(Filling.review if step == form.REVIEW else Filling.questions)
    await state.set_data({"answers": answers})
    rows = [[InlineKeyboardButton(text=w, callback_data=t)] for w, t in form.buttons(step)]
    await message.answer(
        form.asked(step, answers, refused=refused),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
    )


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Begin."""
    await ask(message, state, [])


@router.callback_query(Filling.questions)
async def tapped(query: CallbackQuery, state: FSMContext) -> None:
    """A button was tapped."""
    await query.answer()
    answers = (await state.get_data())["answers"]
    answer = form.tapped(len(answers), query.data or "")
    answers += [] if answer is None else [answer]
    await ask(query.message, state, answers, refused=answer is None)


@router.message(Filling.questions, F.text)
async def typed(message: Message, state: FSMContext) -> None:
    """A text was written."""
    answers = (await state.get_data())["answers"]
    answer = form.typed(len(answers), message.text or "")
    answers += [] if answer is None else [answer]
    await ask(message, state, answers, refused=answer is None)


@router.callback_query(Filling.review, F.data == form.SEND)
async def sent(query: CallbackQuery, state: FSMContext) -> None:
    """The review was confirmed."""
    await query.answer()
    await state.clear()
    await query.message.answer(form.receipt())


async def main() -> None:
    """Poll until stopped."""
    logging.basicConfig(level=logging.WARNING)
    session = AiohttpSession(api=TelegramAPIServer.from_base(form.API))
    dispatcher = Dispatcher(storage=SqliteStorage(form.DATA / "kept.sqlite3"))
    dispatcher.include_router(router)
    await dispatcher.start_polling(Bot(form.TOKEN, session=session))


if __name__ == "__main__":
    asyncio.run(main())
