"""What the form's answers are called at the desk, where the family's own labels address it.

“Your name” stands above a family's review; a caseworker reads whose name it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.say import Say, say

TITLES: Mapping[str, Say] = {
    # Translators: for staff, heading on a case: what the family allowed
    "consent": say("desk section", "Consent"),
    # Translators: for staff, heading on a case: who filed the inquiry
    "inquirer": say("desk section", "Who asks"),
}
"""Headings of sections."""

LABELS: Mapping[str, Say] = {
    # Translators: for staff, label on a case: with which bodies the inquiry may be shared
    "consent.consent_info_sharing": say("desk label", "May be shared with"),
    # Translators: for staff, label on a case: through whom the family is to be reached
    "consent.trusted_contact": say("desk label", "Reached through"),
    # Translators: for staff, label on a case: whom someone who was a child then is looking for
    "family.looking_for": say("desk label", "Whom they are looking for"),
    # Translators: for staff, label on a case: what brings the family here, in its words
    "inquirer.door": say("desk label", "Why they write"),
    # Translators: for staff, label on a case: mother, grandfather …
    "inquirer.relation": say("desk label", "Relation to the child"),
    # Translators: for staff, label on a case: the name of who asks
    "inquirer.relation_name": say("desk label", "Their name"),
    # Translators: for staff, label on a case: the telephone of who asks
    "inquirer.relation_telephone": say("desk label", "Their telephone"),
    # Translators: for staff, label on a case: country and region of who asks
    "inquirer.relation_location_current": say("desk label", "Where they are"),
    # Translators: for staff, label on a case: languages of who asks
    "inquirer.relation_language": say("desk label", "They speak"),
    # Translators: for staff, label on a case: what the child calls who asks
    "inquirer.relation_nickname": say("desk label", "The child calls them"),
    # Translators: for staff, label on a case: when writing or calling is safe for who asks
    "inquirer.safe_hours": say("desk label", "Safe hours to reach them"),
    # Translators: for staff, label on a case: someone else to ask
    "inquirer.alternate_contact": say("desk label", "If they cannot be reached"),
    # Translators: for staff, label on a case: whether this child was separated with the first one
    "persons.*.together": say("desk label", "Separated together with the first"),
    # Translators: for staff, label on a case: the date for this child of several, when it was last
    # seen, or since when it is with who asks
    "persons.*.own_date_of_separation": say("desk label", "The date for this child"),
    # Translators: for staff, label on a case: how this child of several was separated
    "persons.*.own_separation_cause": say("desk label", "How this child was separated"),
}
"""Labels of answers."""

UNSHOWN = frozenset(
    {"consent.safe_to_continue", "consent.contact_mode", "consent.consent_for_tracing"}
)
"""What every case has, or what stands above on its card."""

OF_ITS_OWN = frozenset(
    {
        "persons.*.own_date_of_separation",
        "persons.*.own_location_separation",
        "persons.*.own_separation_cause",
    }
)
"""Told only where a child was separated apart from the first one."""
