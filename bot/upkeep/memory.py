"""What the C library keeps of memory. Only glibc knows these calls, and only it keeps so much."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8


def share_one_arena() -> None:
    """Let all threads take memory from one place: one at a time does, by the interpreter's lock.

    Otherwise each has its own, with leftovers of its own. To be called before there are threads.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Return to the system what was freed: of tables and catalogs read, several MB."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
