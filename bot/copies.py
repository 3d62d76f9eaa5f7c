"""What staff get of a file that came as it lay on a telephone: nothing it should not tell.

Pictures are written anew, or what they tell is blanked. What may be a program, or is not what it
says, goes under a name that opens nowhere by itself, below a warning. A picture that cannot be made
harmless is kept and not passed on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from bot.core.say import Say, say
from bot.errors import StorageError
from bot.ports import Channel, Document, Parcel, StoredFile

# Translators: for staff, above a file that may be a program
PROGRAM = say(
    "desk file",
    "Careful: this file may be a program. It is passed on under another name, so that nothing "
    "opens it by itself. Do not start it.",
)
# Translators: for staff, above a file whose name or type is false
MISMATCH = say(
    "desk file",
    "Careful: this file is not what its name says. It is passed on under another name, so that "
    "nothing opens it by itself. Open it only if you know what it is.",
)
# Translators: for staff: a picture of a size that no camera makes, sent perhaps to do harm
TOO_LARGE = say(
    "desk file",
    "A picture came that claims to be far larger than cameras make them. It is kept, and not "
    "passed on.",
)
# Translators: for staff: a picture of a kind the bot cannot write anew
TELLS_TOO_MUCH = say(
    "desk file",
    "A picture came that may tell where it was taken, and this could not be removed. It is kept, "
    "and not passed on. Please ask the family to send it as a photo, not as a file.",
)
# Translators: for staff: the stored file cannot be opened
UNREADABLE = say("desk file", "This file can no longer be read here.")

INERT = "file.bin"


class Copy(NamedTuple):
    """What is handed out: these bytes under this name, or, without them, words only; `as_it_is`
    the file itself, in which there is nothing to take out."""

    name: str = INERT
    content: bytes | None = None
    warning: Say | None = None
    as_it_is: bool = False


class HandingOut:
    """A channel that hands out copies in place of files that came as they were."""

    def __init__(self, channel: Channel, read: Callable[[StoredFile], bytes]) -> None:
        self._channel, self._read, self.name = channel, read, channel.name

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Carry one message; what came as it was goes as a copy. Such a file comes by itself."""
        raw = next((file for file in files if file.is_raw), None)
        if raw is None:
            return await self._channel.send(parcel, files)
        copy = await asyncio.to_thread(self._copied, raw)
        outgoing, others = parcel.outgoing, tuple(file for file in files if not file.is_raw)
        warning = () if copy.warning is None else (copy.warning,)
        prompt = outgoing.prompt.model_copy(update={"says": (*outgoing.prompt.says, *warning)})
        document = None if copy.content is None else Document.of(copy.name, copy.content)
        changes = {"prompt": prompt, "document": document}
        whole = parcel.model_copy(update={"outgoing": outgoing.model_copy(update=changes)})
        return await self._channel.send(whole, (raw, *others) if copy.as_it_is else others)

    def _copied(self, file: StoredFile) -> Copy:
        try:
            content = self._read(file)
        except StorageError:
            return Copy(warning=UNREADABLE)
        return copy_of(file, content)


def copy_of(file: StoredFile, content: bytes) -> Copy:
    """What staff get of a file."""
    from bot import boxes, photographs  # noqa: PLC0415 -- 4 MB that few conversations need

    if photographs.is_picture(content):
        return _picture(photographs.stripped(content))
    doubt = photographs.doubt_of(file.name, content, file.mime)
    if doubt is not None:
        warning = PROGRAM if doubt is photographs.Doubt.PROGRAM else MISMATCH
        return Copy(content=content, warning=warning)
    if boxes.has_boxes(content):
        blanked = boxes.blanked(content)
        return Copy(warning=TELLS_TOO_MUCH) if blanked is None else Copy(*blanked)
    if (file.mime or "").startswith(("image/", "video/")):
        return Copy(warning=TELLS_TOO_MUCH)
    return Copy(as_it_is=True)


def _picture(found: tuple[bytes, str] | str) -> Copy:
    if isinstance(found, str):
        return Copy(warning=TOO_LARGE if found == "too_large" else TELLS_TOO_MUCH)
    content, mime = found
    return Copy(f"photograph.{mime.partition('/')[2]}", content)
