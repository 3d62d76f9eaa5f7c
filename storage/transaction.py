"""Every verb of `bot.ports.Transaction`, in one class."""

from __future__ import annotations

from storage.queues import Queues
from storage.settling import Settling
from storage.staff import Staff


class StoredTransaction(Settling, Queues, Staff):
    """Everything that can be read or changed within one commit. Implements `Transaction`."""
