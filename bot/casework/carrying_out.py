"""Which command is carried out by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.casework import (
    assigning,
    claiming,
    counting,
    expiring,
    exporting,
    finding,
    helping,
    joining,
    queueing,
    replying,
    showing,
    statuses,
    undoing,
)
from bot.casework.visit import Answer, Visit
from bot.core import desk

HANDLERS: Mapping[type, Callable[[Any, Visit], Answer]] = {
    desk.ShowQueue: queueing.show_queue,
    desk.ShowCase: showing.show_case,
    desk.ShowHistory: showing.show_history,
    desk.Reply: replying.reply,
    desk.UseTemplate: replying.use_template,
    desk.Send: replying.send,
    desk.Drop: replying.drop,
    desk.TakeBack: undoing.take_back,
    desk.SetStatus: statuses.set_status,
    desk.Close: statuses.close,
    desk.Reopen: statuses.reopen,
    desk.RecordConsent: statuses.record_consent,
    desk.AddNote: assigning.add_note,
    desk.Take: assigning.take,
    desk.Assign: assigning.assign,
    desk.Unassign: assigning.unassign,
    desk.Link: claiming.link,
    desk.Find: finding.find,
    desk.ShowStats: counting.show_stats,
    desk.Export: exporting.export,
    desk.ShowExpired: expiring.show_expired,
    desk.Erase: expiring.erase,
    desk.ShowStaff: joining.show_staff,
    desk.Invite: joining.invite,
    desk.Join: joining.join,
    desk.Approve: joining.approve,
    desk.Remove: joining.remove,
    desk.Leave: joining.leave,
    desk.SetLanguage: helping.set_language,
    desk.ShowHelp: helping.show_help,
}
"""One for each command there is."""


def carried_out(command: desk.DeskCommand, visit: Visit) -> Answer:
    """Do it. Raises `NotPermitted` and `IllegalTransition`; then nothing has changed."""
    return HANDLERS[type(command)](command, visit)
