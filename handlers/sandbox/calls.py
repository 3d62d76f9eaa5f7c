"""One call of the Bot API: its parameters as they came, and how to read them.

Telegram takes every parameter as text and reads it leniently: what is no number counts as 0
(TBA get_integer_arg, to_bool). JSON bodies may carry the same values with types.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from handlers.sandbox.facts import Json
from handlers.sandbox.files import Files, Upload
from handlers.sandbox.world import World


@dataclass(slots=True)
class Call:
    """A method's name in lower case, its parameters and files, and the world it happens in."""

    method: str
    params: dict[str, Any]
    world: World
    files: Files
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Read text; a missing one is empty."""
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int:
        """Read a whole number; a missing or wrong one is 0."""
        try:
            return int(self.params.get(name) or 0)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """Read a yes or no."""
        return str(self.params.get(name, "")).strip().lower() in {"true", "yes", "1"}

    def value(self, name: str) -> Any:
        """Read JSON; None if there is none, or none that can be read."""
        given = self.params.get(name)
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except ValueError:
            return None

    def told(self) -> Json:
        """Give the parameters for the log of calls, files by name and size."""
        files = {
            name: {"file_name": upload.name, "file_size": len(upload.content)}
            for name, upload in self.uploads.items()
        }
        return {**self.params, **files}
