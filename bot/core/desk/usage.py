"""The table of the desk's commands: how each is written, and what it is for.

Menus, `/help`, misread commands and `docs/caseworkers.md` are all made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.core.say import Say, say


class Usage(NamedTuple):
    """How a command is written, in short for menus, and at length."""

    written: str
    menu: Say
    help: Say


USAGE: Mapping[str, Usage] = {
    "queue": Usage(
        "/queue [VIEW] [PAGE]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Open cases, the longest waiting first"),
        # Translators: help for staff; keep the capital words as they are
        say(
            "desk help",
            "Lists cases, the longest waiting first. VIEW is open, mine, unassigned, "
            "waiting_for_us, waiting_for_family, overdue or closed; buttons do the same.",
        ),
    ),
    "case": Usage(
        "/case REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "One case: /case REFERENCE"),
        # Translators: help for staff
        say(
            "desk help",
            "Shows what the family told us, and buttons for the usual next steps. Looking is "
            "written down.",
        ),
    ),
    "reply": Usage(
        "/reply REFERENCE TEXT",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Write to the family: /reply REFERENCE text"),
        # Translators: help for staff
        say(
            "desk help",
            "Shows you the case, the family's language and the exact text. Nothing is sent "
            "before you confirm, and for some seconds you can take it back.",
        ),
    ),
    "status": Usage(
        "/status REFERENCE [STATUS] [PUBLIC STATUS]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Set a status: /status REFERENCE STATUS"),
        # Translators: help for staff
        say(
            "desk help",
            "Moves a case on. Without a STATUS it offers those the case may go to. You see what "
            "the family will read, in its language, and confirm it.",
        ),
    ),
    "consent": Usage(
        "/consent REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "The person found agrees that the family is told"),
        # Translators: help for staff; “consent pending” is a status
        say(
            "desk help",
            "Writes down that the person found allows the family to be told. Possible while the "
            "status is “consent pending”. Until then an adult's family reads only that the "
            "search continues.",
        ),
    ),
    "note": Usage(
        "/note REFERENCE TEXT",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "A note for staff only: /note REFERENCE text"),
        # Translators: help for staff
        say("desk help", "Adds a note to the history. The family never sees it."),
    ),
    "take": Usage(
        "/take REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Take an unassigned case: /take REFERENCE"),
        # Translators: help for staff
        say("desk help", "Assigns a case nobody works on to yourself."),
    ),
    "assign": Usage(
        "/assign REFERENCE [ID]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Give a case to someone: /assign REFERENCE"),
        # Translators: help for staff
        say("desk help", "Assigns a case. Without an ID it offers everyone at work as buttons."),
    ),
    "unassign": Usage(
        "/unassign REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Give a case back: /unassign REFERENCE"),
        # Translators: help for staff
        say("desk help", "Gives a case back to the queue of unassigned ones."),
    ),
    "close": Usage(
        "/close REFERENCE [REASON]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Close a case: /close REFERENCE"),
        # Translators: help for staff; keep the words with underscores as they are
        say(
            "desk help",
            "Closes a case. REASON is withdrawn, duplicate, reunited_elsewhere, transferred or "
            "untraceable, and stays internal. The family can still add what it learns.",
        ),
    ),
    "reopen": Usage(
        "/reopen REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Open a closed case again: /reopen REFERENCE"),
        # Translators: help for staff
        say("desk help", "Opens a closed case again; the family reads that the search continues."),
    ),
    "link": Usage(
        "/link REFERENCE [NUMBER]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Link a case to another account: /link REFERENCE"),
        # Translators: help for staff; keep the capital words as they are
        say(
            "desk help",
            "Someone wrote a case's number from another account. Shows what they wrote, and what "
            "both accounts would read; once you confirm, the case goes on there. A button says "
            "that it is not the family.",
        ),
    ),
    "find": Usage(
        "/find WORDS",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Find a case: a number, or two names"),
        # Translators: help for staff
        say(
            "desk help",
            "Finds cases by a reference, by two names, or by a name and a year of birth, "
            "whatever the spelling. One name alone is looked for among your own cases.",
        ),
    ),
    "history": Usage(
        "/history REFERENCE",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "What happened to a case: /history REFERENCE"),
        # Translators: help for staff
        say("desk help", "Shows a case's history, and who read it."),
    ),
    "templates": Usage(
        "/templates [REFERENCE] [NUMBER] [TEXT]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Ready replies in the family's language"),
        # Translators: help for staff
        say(
            "desk help",
            "Lists ready replies. With a REFERENCE and a NUMBER it shows the reply in the "
            "family's language, for you to confirm; TEXT fills in what the reply leaves open.",
        ),
    ),
    "stats": Usage(
        "/stats",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Numbers about the work"),
        # Translators: help for staff
        say("desk help", "Shows numbers about the work, as text and as a picture."),
    ),
    "export": Usage(
        "/export [REFERENCE] [FORMAT] [AFTER]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Make a file: /export REFERENCE html"),
        # Translators: help for staff; keep the words in small letters as they are
        say(
            "desk help",
            "Makes a file of all cases you may read (csv, xlsx), 1,000 to a file, or of one case "
            "(html, pfif). AFTER is the last case of the file before; a button does the same. "
            "Every export is written down. Delete the file when it is no longer needed.",
        ),
    ),
    "expired": Usage(
        "/expired",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Closed cases that are due to be erased"),
        # Translators: help for staff
        say(
            "desk help",
            "Lists closed cases that are kept longer than your organisation wants. You see them "
            "again before you confirm; then they are erased for good. Open cases never expire.",
        ),
    ),
    "staff": Usage(
        "/staff",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Who works here"),
        # Translators: help for staff
        say("desk help", "Lists everyone at work, with their roles and ids."),
    ),
    "invite": Usage(
        "/invite [ROLE]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "Invite someone to the staff"),
        # Translators: help for staff; keep the English role names
        say(
            "desk help",
            "Makes a link that works once and for ten minutes. ROLE is admin, coordinator, "
            "caseworker or observer. A second admin has to approve whoever opens it.",
        ),
    ),
    "remove": Usage(
        "/remove ID",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "End someone's access: /remove ID"),
        # Translators: help for staff
        say("desk help", "Ends someone's access at once; their open cases go back to the queue."),
    ),
    "leave": Usage(
        "/leave",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "End your own access"),
        # Translators: help for staff
        say("desk help", "Ends your own access at once; your open cases go back to the queue."),
    ),
    "language": Usage(
        "/language [CODE]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "The language I write to you in"),
        # Translators: help for staff
        say("desk help", "Chooses the language the bot speaks to you in your private chat."),
    ),
    "help": Usage(
        "/help [COMMAND]",
        # Translators: description in the list of staff commands, under 60 characters
        say("desk command", "These commands"),
        # Translators: help for staff
        say("desk help", "Lists the commands you may use, or explains one of them."),
    ),
}
"""Every command that is typed, by name."""

DESK_MENU: Mapping[str, Say] = {name: usage.menu for name, usage in USAGE.items()}
"""How the commands are described in a messenger's menu."""
