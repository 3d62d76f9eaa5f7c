"""Every verb of `bot.ports.Transaction`, in one class."""

from __future__ import annotations

from storage.audit import Audit
from storage.claims import Claims
from storage.fetching import Fetching
from storage.figures import Counting
from storage.finding import Finding
from storage.footprints import Footprints
from storage.outages import Outages
from storage.pulses import Pulses
from storage.queues import Queues
from storage.staff import Staff
from storage.topics import Topics


class StoredTransaction(
    Finding,
    Fetching,
    Queues,
    Staff,
    Audit,
    Counting,
    Pulses,
    Topics,
    Outages,
    Footprints,
    Claims,
):
    """Everything that can be read or changed within one commit. Implements `Transaction`."""
