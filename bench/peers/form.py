"""The form all peers fill in: as many questions as Homeward asks, a review, a number at the end.

A peer is told by the environment where Telegram is (`BENCH_API`), its token (`BENCH_TOKEN`) and the
folder it may keep things in (`BENCH_DATA`).
"""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path

API, TOKEN = os.environ.get("BENCH_API", ""), os.environ.get("BENCH_TOKEN", "")
DATA = Path(os.environ.get("BENCH_DATA", "."))
QUESTIONS = json.loads(Path(__file__).with_name("form.json").read_text("utf-8"))
REVIEW = len(QUESTIONS)
SEND, BACK = "send", "back"
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_MOST = 120


def asked(step: int, answers: list[str], *, refused: bool = False) -> str:
    """What is said at a step."""
    if step == REVIEW:
        lines = (f"{q['label']}: {a}" for q, a in zip(QUESTIONS, answers, strict=True))
        return "Перегляньте, будь ласка, все. Ще нічого не надіслано.\n\n" + "\n".join(lines)
    noted = f"✓ {QUESTIONS[step - 1]['label']}: {answers[-1]}\n\n" if step else ""
    above = "Напишіть, будь ласка, інакше.\n\n" if refused else noted
    return f"{above}Запитання {step + 1} з {REVIEW}\n\n{QUESTIONS[step]['ask']}"


def buttons(step: int) -> list[tuple[str, str]]:
    """Words and tokens of what can be tapped at a step."""
    if step == REVIEW:
        return [("Надіслати", SEND)]
    choices = QUESTIONS[step].get("choices", ())
    ways = [(words, f"{step}={number}") for number, words in enumerate(choices)]
    return [*ways, ("← Назад", BACK)] if step else ways


def tapped(step: int, token: str) -> str | None:
    """The answer a tap gives; None where it answers another question."""
    at, _, number = token.partition("=")
    if step == REVIEW or at != str(step):
        return None
    return str(QUESTIONS[step]["choices"][int(number)])


def typed(step: int, text: str) -> str | None:
    """The answer a text gives; None where it does not fit."""
    question, words = QUESTIONS[step], text.strip()
    if "choices" in question or not 0 < len(words) <= _MOST:
        return None
    return words if not question.get("date") or _YEAR.search(words) else None


def receipt() -> str:
    """The last message, with a number of 17 digits."""
    number = f"{secrets.randbelow(10**17):017d}"
    return (
        "Дякуємо. Ваш запит збережено, і працівники служби вже мають його.\n\n"
        f"Ваш номер: {number}\n\nЗбережіть його, будь ласка."
    )
