"""Memory that the start needed, given back to the system."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Let the C library return what was freed: of tables and catalogs read, several MB.

    Only glibc has such a call, and keeps so much for itself.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
