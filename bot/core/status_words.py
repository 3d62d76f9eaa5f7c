"""What statuses are called: to the family, which is told the public one, and at the desk."""

from __future__ import annotations

from bot.core.case import CaseStatus, Closing, PublicStatus
from bot.core.say import Say, say

PUBLIC_WORDS: dict[PublicStatus, Say] = {
    # Translators: status the family is told
    PublicStatus.RECEIVED: say("public status", "Your inquiry has been received."),
    # Translators: status the family is told
    PublicStatus.BEING_CHECKED: say("public status", "A caseworker is reading your inquiry."),
    # Translators: status the family is told; a question from the caseworker comes with it
    PublicStatus.NEED_ANSWER: say("public status", "We need an answer from you to go on."),
    # Translators: status the family is told
    PublicStatus.SEARCHING: say("public status", "The search continues."),
    # Translators: status the family is told; nothing is certain yet
    PublicStatus.CHECKING_INFORMATION: say(
        "public status", "There is information, and it is being checked. Nothing is certain yet."
    ),
    # Translators: status the family is told; no place is ever named
    PublicStatus.ALIVE: say(
        "public status", "We know that the person is alive. Your relationship has been confirmed."
    ),
    # Translators: status the family is told; the person found decides for themselves
    PublicStatus.ASKING_PERSON: say(
        "public status", "We are asking the person if they want to be in contact, and how."
    ),
    # Translators: status the family is told, only if the person found allows it
    PublicStatus.ALIVE_NO_CONTACT: say(
        "public status",
        "The person is alive and does not wish to be in contact now. They can change their mind "
        "at any time, and we will tell you.",
    ),
    # Translators: status the family is told
    PublicStatus.CONTACT_MADE: say("public status", "Contact has been made."),
    # Translators: status the family is told
    PublicStatus.REUNITED: say("public status", "You are together again."),
    # Translators: status the family is told before difficult news, which is never written
    PublicStatus.WILL_CALL: say("public status", "A caseworker will call you."),
    # Translators: status the family is told
    PublicStatus.CLOSED: say(
        "public status", "The search has been closed. You can always add what you learn."
    ),
}
"""The words for every public status. None names a place."""

NEXT_WORDS: dict[PublicStatus, Say] = {
    # Translators: what happens next, after the status
    PublicStatus.RECEIVED: say("next step", "Next, a caseworker will read it and write to you."),
    # Translators: what happens next, after the status
    PublicStatus.BEING_CHECKED: say("next step", "They may ask you for details here."),
    # Translators: what happens next, after the status
    PublicStatus.NEED_ANSWER: say("next step", "Please write your answer here."),
    # Translators: what happens next, after the status
    PublicStatus.SEARCHING: say(
        "next step",
        "A search can take months. Silence does not mean that nothing is being done; you can ask "
        "here at any time.",
    ),
}
"""What a family can expect next, where there is something to expect."""

DESK_WORDS: dict[CaseStatus, Say] = {
    # Translators: internal status, for staff
    CaseStatus.RECEIVED: say("desk status", "received"),
    # Translators: internal status, for staff
    CaseStatus.IN_REVIEW: say("desk status", "in review"),
    # Translators: internal status, for staff: waiting for an answer of the family
    CaseStatus.NEED_INFO: say("desk status", "information needed"),
    # Translators: internal status, for staff
    CaseStatus.TRACING: say("desk status", "tracing"),
    # Translators: internal status, for staff; the family is not told
    CaseStatus.POSSIBLE_MATCH: say("desk status", "possible match"),
    # Translators: internal status, for staff
    CaseStatus.LOCATED_VERIFYING: say("desk status", "located, being verified"),
    # Translators: internal status, for staff
    CaseStatus.CONFIRMED: say("desk status", "confirmed"),
    # Translators: internal status, for staff: the person found is being asked
    CaseStatus.CONSENT_PENDING: say("desk status", "consent pending"),
    # Translators: internal status, for staff: the person found declined contact
    CaseStatus.CONTACT_DECLINED: say("desk status", "contact declined"),
    # Translators: internal status, for staff
    CaseStatus.IN_CONTACT: say("desk status", "in contact"),
    # Translators: internal status, for staff
    CaseStatus.REUNIFIED: say("desk status", "reunified"),
    # Translators: internal status, for staff: difficult news, told by telephone only
    CaseStatus.SENSITIVE_NEWS: say("desk status", "sensitive news"),
    # Translators: internal status, for staff
    CaseStatus.CLOSED: say("desk status", "closed"),
    # Translators: internal status, for staff
    CaseStatus.REOPENED: say("desk status", "reopened"),
}
"""The words for every internal status."""

CLOSING_WORDS: dict[Closing, Say] = {
    # Translators: for staff, button: the family withdrew the inquiry
    Closing.WITHDRAWN: say("pick closing", "Withdrawn by the family"),
    # Translators: for staff, button
    Closing.DUPLICATE: say("pick closing", "Duplicate of another case"),
    # Translators: for staff, button
    Closing.REUNITED_ELSEWHERE: say("pick closing", "Reunited elsewhere"),
    # Translators: for staff, button
    Closing.TRANSFERRED: say("pick closing", "Passed on to another body"),
    # Translators: for staff, button
    Closing.UNTRACEABLE: say("pick closing", "Nothing more can be found"),
}
"""The words for why a case was closed, for staff only."""
