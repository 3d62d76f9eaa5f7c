"""Words for what is done at the desk, as a case's history tells it to staff."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.roles import Act
from bot.core.say import Say, say

ACT_WORDS: Mapping[Act, Say] = {
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.QUEUE: say("desk act", "list of cases read"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.SHOW_CASE: say("desk act", "case opened"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.READ_ANSWERS: say("desk act", "answers read"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.REPLY: say("desk act", "reply to the family"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.SET_STATUS: say("desk act", "status changed"),
    # Translators: for staff: what someone did; the consent is that of the person found
    Act.CONSENT: say("desk act", "consent written down"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.NOTE: say("desk act", "note"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.TAKE: say("desk act", "case taken"),
    # Translators: for staff: what someone did: gave the case to a caseworker
    Act.ASSIGN: say("desk act", "case assigned"),
    # Translators: for staff: what someone did: gave the case back to the queue
    Act.UNASSIGN: say("desk act", "case given back"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.CLOSE: say("desk act", "case closed"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.REOPEN: say("desk act", "case opened again"),
    # Translators: for staff: what someone did: let a case go on at another account of the family
    Act.LINK: say("desk act", "another account linked"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.FIND: say("desk act", "search for cases"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.HISTORY: say("desk act", "history read"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.TEMPLATES: say("desk act", "ready replies read"),
    # Translators: for staff: what someone did, in a line of a case's history, after day and name
    Act.STATS: say("desk act", "figures read"),
    # Translators: for staff: what someone did: had a file made of the case
    Act.EXPORT: say("desk act", "file made"),
    # Translators: for staff: what someone did, in a line of a history, after day and name
    Act.STAFF: say("desk act", "list of staff read"),
    # Translators: for staff: what someone did, in a line of a history, after day and name
    Act.INVITE: say("desk act", "invitation"),
    # Translators: for staff: what someone did: let a newcomer join the staff
    Act.APPROVE: say("desk act", "newcomer let in"),
    # Translators: for staff: what someone did: took a member's access away
    Act.REMOVE: say("desk act", "access taken away"),
    # Translators: for staff: what someone did: gave up their own access
    Act.LEAVE: say("desk act", "left the staff"),
    # Translators: for staff: what someone did: asked to join with an invitation
    Act.JOIN: say("desk act", "asked to join"),
    # Translators: for staff: what someone did: erased the case
    Act.ERASE: say("desk act", "case erased"),
    # Translators: for staff: what someone did: chose the language the bot speaks to them
    Act.LANGUAGE: say("desk act", "language chosen"),
    # Translators: for staff: what someone did, in a line of a history, after day and name
    Act.HELP: say("desk act", "help read"),
}
