"""Files: their bytes, their ids, and what a message says of them."""

import base64
import hashlib
import io
import re
from typing import Final, NamedTuple

from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import MAX_DOWNLOAD, MAX_PHOTO, MAX_PHOTO_SIDES, Json
from handlers.sandbox.world import World

KINDS: Final = {
    "photo": ("photos", "jpg", "image/jpeg"),
    "document": ("documents", "bin", "application/octet-stream"),
    "voice": ("voice", "oga", "audio/ogg"),
    "audio": ("music", "mp3", "audio/mpeg"),
    "video": ("videos", "mp4", "video/mp4"),
    "video_note": ("video_notes", "mp4", "video/mp4"),
    "animation": ("animations", "mp4", "video/mp4"),
    "sticker": ("stickers", "webp", "image/webp"),
}
"""Kind of media → folder in file_path, usual suffix, usual type."""

_SIDES: Final = (90, 320, 800, 1280)
_SUFFIX: Final = re.compile(r"\.([A-Za-z0-9]{1,10})\Z")
_TELLS: Final = ("file_id", "file_unique_id", "file_size", "file_path")
_SECRET: Final = ("file_path", "blob", "kind", "sizes")


class Upload(NamedTuple):
    """A file as it came in a multipart body."""

    name: str
    content_type: str
    content: bytes


class Files:
    """The world's files. Bytes lie in the world's folder, or in memory if it has none."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._blobs: dict[str, bytes] = {}
        self._folder = None if world.folder is None else world.folder / "files"
        self._count = len(world.files)
        self._paths = {row["file_path"]: row for row in world.files.values()}

    def add(self, kind: str, upload: Upload, *, strictly: bool) -> Json | list[Json]:
        """Store a file; give what the message's field `kind` holds.

        Strictly, a photo that is none is refused, as an upload of a bot's is; a person's
        telephone would never have sent it.
        """
        blob = self._keep(upload.content)
        if kind == "photo":
            width, height = _sides(upload.content, strictly=strictly)
            return self._photo(blob, len(upload.content), width, height)
        row = self._row(kind, blob, len(upload.content), upload.name)
        row["mime_type"] = upload.content_type or KINDS[kind][2]
        if kind == "document":
            row["file_name"] = upload.name
        else:
            row["duration"] = 1
        if kind in {"video", "animation"}:
            row |= {"width": 640, "height": 360}
        elif kind == "video_note":
            row["length"] = 240
        return self._publish(row)

    def declare(self, kind: str, told: Json) -> Json:
        """Give ids to a file that a person sends without its bytes; nobody can fetch it."""
        row = self._row(kind, None, int(told.get("file_size", 0)), str(told.get("file_name", "")))
        return self._publish({**row, **told})

    def again(self, kind: str, file_id: str) -> Json | list[Json]:
        """Give what a message holds that sends a known file once more (BAPI Sending Files)."""
        row = self._world.files.get(file_id)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if row["kind"] != kind:
            used, meant = row["kind"].capitalize(), kind.capitalize()
            raise bad_request(f"can't use file of type {used} as {meant}")
        if kind == "photo":
            return [_shown(self._world.files[each]) for each in row["sizes"]]
        return _shown(row)

    def told(self, file_id: str) -> Json:
        """Answer getFile (TBA do_get_file)."""
        row = self._world.files.get(file_id)
        if row is None:
            raise bad_request("invalid file_id")
        if row["file_size"] > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return {name: row[name] for name in _TELLS}

    def at(self, path: str) -> Json | None:
        """Find the file a getFile named."""
        return self._paths.get(path)

    def content(self, row: Json) -> bytes | None:
        """Give a file's bytes, if there are any."""
        blob = row["blob"]
        if blob is None:
            return None
        if self._folder is None:
            return self._blobs.get(blob)
        path = self._folder / blob
        return path.read_bytes() if path.exists() else None

    def _keep(self, content: bytes) -> str:
        blob = hashlib.sha256(content).hexdigest()
        if self._folder is None:
            self._blobs[blob] = content
        elif not (self._folder / blob).exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = self._folder / f"{blob}.new"
            fresh.write_bytes(content)
            fresh.replace(self._folder / blob)
        return blob

    def _photo(self, blob: str, size: int, width: int, height: int) -> list[Json]:
        longest = max(width, height)
        sides = [side for side in _SIDES if side < longest] + [min(longest, _SIDES[-1])]
        rows = []
        for side in dict.fromkeys(sides):
            row = self._row("photo", blob, size, "")
            row["width"] = max(1, width * side // longest)
            row["height"] = max(1, height * side // longest)
            rows.append(row)
        ids = [row["file_id"] for row in rows]
        return [self._publish({**row, "sizes": ids}) for row in rows]

    def _row(self, kind: str, blob: str | None, size: int, name: str) -> Json:
        self._count += 1
        number = self._count
        folder, suffix, _ = KINDS[kind]
        given = _SUFFIX.search(name)
        path = f"{folder}/file_{number}.{given[1] if given else suffix}"
        row: Json = {"file_id": self._id(kind, number)}
        row["file_unique_id"] = self._unique(kind, number)
        row |= {"file_size": size, "file_path": path, "blob": blob, "kind": kind}
        return row

    def _publish(self, row: Json) -> Json:
        self._paths[row["file_path"]] = row
        self._world.keep_file(row)
        return _shown(row)

    def _id(self, kind: str, number: int) -> str:
        return "AgAC" + _letters(f"{self._world.bot_id}:{kind}:{number}", 48)

    def _unique(self, kind: str, number: int) -> str:
        return "AQAD" + _letters(f"{kind}:{number}", 9)


def _shown(row: Json) -> Json:
    return {name: row[name] for name in row if name not in _SECRET}


def _letters(seed: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha512(seed.encode()).digest()[:length]).decode()


def _sides(content: bytes, *, strictly: bool) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - only photos need it, and it takes long to load

    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    except (OSError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        if strictly:
            raise bad_request("IMAGE_PROCESS_FAILED") from None
        return 1280, 960
    if strictly and len(content) > MAX_PHOTO:
        raise bad_request("file is too big")
    if strictly and width + height > MAX_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
