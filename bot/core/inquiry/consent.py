"""Section 0: safety and consent. Nothing else is asked, or kept, before these are answered."""

from __future__ import annotations

from typing import Annotated

from bot.core.case import ContactMode
from bot.core.conditions import Given, Is
from bot.core.inquiry.fields import Long, Short
from bot.core.questions import Ask
from bot.core.say import say
from bot.core.terms import Sharing, YesNo
from bot.core.value import Value


class Consent(Value):
    """Whether, how and with whom. `contact_mode` and `trusted_contact` are our own fields."""

    safe_to_continue: Annotated[
        YesNo,
        Ask(
            # Translators: the bot's first statement, before any question; honest about Telegram
            intro=say(
                "form safety",
                "Before we begin, please read this:\n"
                "• Telegram stores this chat and is able to read it; it is not a secret chat.\n"
                "• Your answers go to the caseworkers of the tracing service and to nobody else "
                "without your consent.\n"
                "• Deleting a chat does not prove that it never existed. Someone you trust, in "
                "a safe place, can write instead of you.\n"
                "• It is free of charge. We never ask for money or for codes.",
            ),
            # Translators: question; someone may be looking at the person's telephone
            question=say("form safety", "Is it safe for you to go on now?"),
            # Translators: label in the review
            label=say("label", "Safe to go on"),
            required=True,
            may_be_unknown=False,
            stops={
                # Translators: said when the person answered that it is not safe
                YesNo.NO: say(
                    "form safety",
                    "Then let us stop here. Nothing you told us has been kept. You can come back "
                    "at any time, or ask someone you trust to write instead of you.",
                )
            },
        ),
    ]
    contact_mode: Annotated[
        ContactMode,
        Ask(
            # Translators: question to the family
            question=say("form contact_mode", "How may we write to you?"),
            # Translators: explanation under the question "How may we write to you?"
            hint=say(
                "form contact_mode",
                "Could someone else look at your phone? Then choose neutral messages: they only "
                "say that there is news, and you open it when you are safe. If you ask us not "
                "to write, you will find the answers with /status.",
            ),
            # Translators: label in the review
            label=say("label", "How we may write"),
            required=True,
            may_be_unknown=False,
        ),
    ]
    trusted_contact: Annotated[
        Short | None,
        Ask(
            # Translators: question, after "Through someone I trust"
            question=say("form contact_mode", "Who is this person, and how can we reach them?"),
            # Translators: explanation with an example
            hint=say("form contact_mode", "For example: my sister, +48 22 123 45 67"),
            # Translators: label in the review
            label=say("label", "Someone you trust"),
            when=Is(
                path="consent.contact_mode", values=frozenset({ContactMode.VIA_TRUSTED_PERSON})
            ),
            required=True,
        ),
    ] = None
    consent_for_tracing: Annotated[
        YesNo,
        Ask(
            # Translators: question; consent to the search
            question=say(
                "form consent",
                "Do you agree to caseworkers using your answers to search and to help?",
            ),
            # Translators: explanation under the consent question
            hint=say(
                "form consent",
                "Without your consent we cannot help. You can take it back at any time.",
            ),
            # Translators: label in the review
            label=say("label", "Consent"),
            required=True,
            may_be_unknown=False,
            stops={
                # Translators: said when the person does not consent
                YesNo.NO: say(
                    "form consent",
                    "We respect that. Nothing you told us has been kept. You can come back at any "
                    "time.",
                )
            },
        ),
    ]
    consent_info_sharing: Annotated[
        frozenset[Sharing],
        Ask(
            # Translators: question with several possible answers
            question=say("form consent", "Who else may the caseworkers share your inquiry with?"),
            # Translators: explanation for a question with several possible answers
            hint=say("form consent", "Tap all that apply, then “Done”."),
            # Translators: label in the review
            label=say("label", "May be shared with"),
        ),
    ] = frozenset()
    disclosure_deny_details: Annotated[
        Long | None,
        Ask(
            # Translators: question to the family, may be skipped
            question=say("form consent", "Is there anything that must not be passed on?"),
            # Translators: label in the review
            label=say("label", "Must not be passed on"),
        ),
    ] = None
    withholding_info_reason: Annotated[
        Short | None,
        Ask(
            # Translators: question, after telling what must not be passed on
            question=say("form consent", "Why should it not be passed on?"),
            # Translators: label in the review
            label=say("label", "Because"),
            when=Given(path="consent.disclosure_deny_details"),
        ),
    ] = None
