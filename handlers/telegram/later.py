"""A module loaded when it is used, for a library that loads it to name it in annotations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """In place of a module: any of its classes while it is only named, and then the module's."""

    is_only_named = True

    def __getattr__(self, name: str) -> Any:
        return Any if self.is_only_named else getattr(import_module(self.__name__), name)


@contextmanager
def only_named(name: str) -> Iterator[None]:
    """Within, what is imported gets this module without loading it; its first use loads it."""
    if name in sys.modules:
        yield
        return
    later = sys.modules[name] = _Later(name)
    try:
        yield
    finally:
        later.is_only_named = False
        del sys.modules[name]
