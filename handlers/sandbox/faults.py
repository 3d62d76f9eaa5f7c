"""Planned faults: what goes wrong with which of the bot's next calls."""

from dataclasses import dataclass, field
from typing import Any, Literal

from handlers.sandbox.errors import Refusal
from handlers.sandbox.facts import Json

When = Literal["before", "after"]


@dataclass
class Fault:
    """One plan: after `skip` matching calls, the next `times` go wrong.

    `drop` closes the connection without an answer, `hang` never answers; each happens before
    the call has its effect, or after. `status` with `body` is an answer of any shape;
    `error_code` with `description` and `parameters` one of Telegram's. `delay` alone only
    makes the call slow.
    """

    method: str
    chat_id: int | None = None
    times: int = 1
    skip: int = 0
    delay: float = 0
    status: int | None = None
    error_code: int | None = None
    description: str = ""
    parameters: Json = field(default_factory=dict)
    body: str | None = None
    content_type: str = "application/json"
    hang: When | None = None
    drop: When | None = None

    @classmethod
    def planned(cls, plan: Json) -> "Fault":
        """Read a plan as the control door takes it; `hang: true` means before."""
        known = {name: plan[name] for name in plan if name in cls.__dataclass_fields__}
        fault = cls(**known)
        if fault.hang is not None:
            fault.hang = "after" if plan["hang"] == "after" else "before" if plan["hang"] else None
        fault.method = fault.method.lower()
        if strange := set(plan) - set(known):
            raise ValueError(f"unknown: {', '.join(sorted(strange))}")
        if fault.drop not in {None, "before", "after"}:
            raise ValueError('drop is "before" or "after"')
        return fault

    @property
    def refuses(self) -> bool:
        """Say whether an answer takes the place of the call's effect."""
        return any(each is not None for each in (self.status, self.error_code, self.body))

    def answer(self) -> tuple[int, str | None, Refusal]:
        """Give the status, the body if it is free text, and the refusal if it is not."""
        code = self.error_code or self.status or 500
        return self.status or code, self.body, Refusal(code, self.description, self.parameters)

    def takes(self, method: str, chat_id: Any) -> bool:
        """Say whether this call is meant, and count it."""
        if self.method not in {"*", method}:
            return False
        if self.chat_id is not None and str(self.chat_id) != str(chat_id):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True


class Faults:
    """The plans, oldest first; a call falls to the first that takes it."""

    def __init__(self) -> None:
        self._plans: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        """Add a plan."""
        self._plans.append(fault)

    def clear(self) -> None:
        """Forget all plans."""
        self._plans.clear()

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """Find what goes wrong with this call."""
        for fault in self._plans:
            if fault.takes(method, chat_id):
                if fault.times <= 0:
                    self._plans.remove(fault)
                return fault
        return None
