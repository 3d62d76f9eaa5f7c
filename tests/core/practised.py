"""A practised person: knows the answer to every question, through each door, in each language."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.terms import Door
from tests.core.kit import Family

PICKED = {
    "safe_to_continue": "yes",
    "contact_mode": "push_open",
    "consent_for_tracing": "yes",
    "relation": "grandmother",
    "sex": "male",
    "together": "yes",
    "separation_cause": "camp_not_returned",
    "own_separation_cause": "unknown",
    "father_alive": "unknown",
    "mother_alive": "yes",
    "protection_status": "unaccompanied",
}
WRITTEN = {
    "relation_name": {"uk": "Марія Коваль", "ru": "Мария Коваль", "en": "Mariia Koval"},
    "name_first": {"uk": "Іван", "ru": "Иван", "en": "Ivan"},
    "name_last": {"uk": "Коваль", "ru": "Коваль", "en": "Koval"},
    "date_of_birth": {"uk": "12 березня 2006", "ru": "12 марта 2006", "en": "12 March 2006"},
    "date_of_separation": {"uk": "у вересні 2022", "ru": "в сентябре 2022", "en": "September 2022"},
    "location_separation": {"uk": "місто Куп’янськ", "ru": "город Курск", "en": "Bakhmut town"},
    "looking_for": {
        "uk": "моя мати Олена Коваль",
        "ru": "моя мать Елена Коваль",
        "en": "my mother Olena Koval",
    },
}
REVIEW = 60
"""Questions after which a person would have given up."""


@dataclass
class Practised:
    """Walks from /start to the receipt by the shortest way, and counts."""

    door: Door
    language: str
    taps: int = 0
    messages: int = 0
    transcript: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.family = Family(self.language)

    def file(self) -> Family:
        """File the shortest inquiry there is through this door."""
        self.fill()
        self._tap("review=send")
        return self.family

    def fill(self, *, knows: bool = True) -> None:
        """Answer every question of the main path, up to the review; or, where that may be, none."""
        self._write("/start")
        self._tap(f"language={self.language}")
        for _ in range(REVIEW):
            if self.family.session.step == "review":
                break
            self._answer(self.family.session.path or "", knows=knows)

    def _answer(self, path: str, *, knows: bool) -> None:
        name = path.rpartition(".")[2]
        if name == "door":
            self._tap(f"{path}={self.door}")
        elif not knows and f"{path}=~unknown" in self.family.buttons.values():
            self._tap(f"{path}=~unknown")
        elif name in PICKED:
            self._tap(f"{path}={PICKED[name]}")
        else:
            self._write(WRITTEN[name][self.language])

    def _tap(self, token: str) -> None:
        labels = {token: label for label, token in self.family.buttons.items()}
        self.taps += 1
        self._note(f"[{labels[token]}]", self.family.tap(token))

    def _write(self, text: str) -> None:
        self.messages += 1
        self._note(text, self.family.send(text))

    def _note(self, said: str, answer: str) -> None:
        buttons = " | ".join(self.family.buttons) if answer else ""
        self.transcript += [f"> {said}", "", answer, f"  ({buttons})" if buttons else "", ""]

    @property
    def page(self) -> str:
        """The whole conversation, to be read by eye."""
        return "\n".join(self.transcript).rstrip() + "\n"
