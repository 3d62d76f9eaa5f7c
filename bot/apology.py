"""What happens to an event that could not be handled: it is kept, and its family is told."""

from __future__ import annotations

from bot.core.case import Address
from bot.core.say import say, tell
from bot.ports import Outgoing, Transaction, World

# Translators: after an error of ours; neutral and kind
SORRY = say(
    "chat",
    "Something went wrong on our side. Your message is kept, and someone will look at it. "
    "Please go on, or write /start.",
)
# Translators: after that; {number} has eight digits, by which we find the error in our log
WHICH = say("chat", "If you ask us about this, please give us this number: {number}.")


class Apology:
    """Keeps what could not be handled. Both halves are harmless to repeat."""

    def __init__(self, world: World, languages: tuple[str, ...], channel: str = "telegram") -> None:
        self._world, self._languages, self._channel = world, languages, channel

    async def set_aside(self, key: str, payload: bytes, reason: str) -> None:
        """Keep the event, sealed, for a person to look at."""
        now = self._world.clock.now()
        await self._world.store.transact(lambda tx: tx.set_aside(key, now, payload, reason))

    async def apologise(
        self, chat_id: str, key: str, locale_hint: str | None, error_id: str
    ) -> None:
        """Tell the family, in the language of its conversation where there is one."""
        now, address = self._world.clock.now(), Address(channel=self._channel, id=chat_id)
        hinted = locale_hint if locale_hint in self._languages else self._languages[0]

        def speak(tx: Transaction) -> None:
            session = tx.session(address)
            locale = hinted if session is None else session.locale
            prompt = tell(SORRY, WHICH.saying(number=error_id))
            sorry = Outgoing(id=f"sorry-{key}", address=address, prompt=prompt, locale=locale)
            tx.enqueue(sorry, now)

        await self._world.store.transact(speak)
        self._world.wake()
