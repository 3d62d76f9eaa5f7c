"""Section 6: who else knows of the case, and under which number."""

from __future__ import annotations

from typing import Annotated

from bot.core.inquiry.fields import Short
from bot.core.questions import Ask
from bot.core.say import say
from bot.core.terms import Body
from bot.core.value import Value


class Elsewhere(Value):
    """Other bodies. `icrc_ref_no` is Primero's, the others our own."""

    bodies: Annotated[
        frozenset[Body],
        Ask(
            # Translators: question with several possible answers, may be skipped
            question=say("form elsewhere", "Who already knows about this?"),
            # Translators: explanation for a question with several possible answers
            hint=say("form elsewhere", "Tap all that apply, then “Done”."),
            # Translators: label in the review
            label=say("label", "Known to"),
        ),
    ] = frozenset()
    icrc_ref_no: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form elsewhere", "What is your number at the Red Cross?"),
            # Translators: label in the review
            label=say("label", "Red Cross number"),
        ),
    ] = None
    police_ref_no: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form elsewhere", "What is the number of your statement to the police?"),
            # Translators: label in the review
            label=say("label", "Police number"),
        ),
    ] = None
    bureau_ref_no: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped; a National Information Bureau
            question=say("form elsewhere", "What is your number at an information bureau?"),
            # Translators: label in the review
            label=say("label", "Bureau number"),
        ),
    ] = None
    ombudsman_ref_no: Annotated[
        Short | None,
        Ask(
            # Translators: question, may be skipped
            question=say("form elsewhere", "What is your number at an ombudsperson's office?"),
            # Translators: label in the review
            label=say("label", "Ombudsperson number"),
        ),
    ] = None
