"""What the use cases need from the world. Adapters live in `handlers` and `storage`.

mail           what comes in and what goes out
outcomes       what became of a message
records        what is kept beside cases
transaction    the verbs of one commit, gathered from conversations, cases, lanes, files,
               desk, keeping, outages, claims and shelf
world          the store, the wires, time and chance
"""

from bot.ports.asides import Aside
from bot.ports.claims import Claim
from bot.ports.mail import Card, Document, Footprint, Inbound, Outgoing, Parcel, Topic, Urgency
from bot.ports.outages import Gap
from bot.ports.outcomes import Delivered, Outcome, Postponed, Readdressed, Undeliverable
from bot.ports.records import OVERDUE_AFTER, AuditEntry, Figures, Slip, StaffMember, StoredFile
from bot.ports.transaction import Transaction
from bot.ports.world import Chance, Channel, Clock, Store, World

__all__ = [
    "OVERDUE_AFTER",
    "Aside",
    "AuditEntry",
    "Card",
    "Chance",
    "Channel",
    "Claim",
    "Clock",
    "Delivered",
    "Document",
    "Figures",
    "Footprint",
    "Gap",
    "Inbound",
    "Outcome",
    "Outgoing",
    "Parcel",
    "Postponed",
    "Readdressed",
    "Slip",
    "StaffMember",
    "Store",
    "StoredFile",
    "Topic",
    "Transaction",
    "Undeliverable",
    "Urgency",
    "World",
]
