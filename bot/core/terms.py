"""The answers that can be picked, and the words for them.

Values follow Primero's lookups where it has one (see `docs/form.md`); the words are ours.
"""

from __future__ import annotations

from enum import StrEnum

from bot.core.case import ContactMode
from bot.core.say import Say, say


class YesNo(StrEnum):
    """A plain decision."""

    YES = "yes"
    NO = "no"


class Door(StrEnum):
    """Why someone writes. The questions follow the door."""

    CHILD = "child"
    MYSELF = "myself"
    CARER = "carer"
    WITNESS = "witness"


class Alive(StrEnum):
    """Whether a parent is alive."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Protection(StrEnum):
    """Primero's protection status: with no adult of the family, or with one but not the parents."""

    UNACCOMPANIED = "unaccompanied"
    SEPARATED = "separated"
    UNKNOWN = "unknown"


class Body(StrEnum):
    """Who may know of a case already."""

    POLICE = "police"
    BUREAU = "bureau"
    OMBUDSMAN = "ombudsman"
    ICRC = "icrc"
    CHILD_SERVICE = "child_service"
    ORGANISATION = "organisation"


class Relation(StrEnum):
    """What the inquirer is to the sought person."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    SISTER = "sister"
    BROTHER = "brother"
    AUNT = "aunt"
    UNCLE = "uncle"
    LEGAL_GUARDIAN = "legal_guardian"
    HUSBAND = "husband"
    WIFE = "wife"
    PARTNER = "partner"
    OTHER_FAMILY = "other_family"
    OTHER_NONFAMILY = "other_nonfamily"


class Sex(StrEnum):
    """The sought person's sex."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class SeparationCause(StrEnum):
    """How the separation came about, after the scenarios of the Ukrainian Ombudsman."""

    EVACUATION_OR_FIGHTING = "evacuation_or_fighting"
    CAMP_NOT_RETURNED = "camp_not_returned"
    INSTITUTION_MOVED = "institution_moved"
    FILTRATION_OR_DETENTION = "filtration_or_detention"
    PARENTS_KILLED = "parents_killed"
    REMOVED_FROM_CARE = "removed_from_care"
    TAKEN_BY_ACQUAINTANCE = "taken_by_acquaintance"
    STUDY_OR_OWN_DEPARTURE = "study_or_own_departure"
    OTHER = "other"
    UNKNOWN = "unknown"


class Sharing(StrEnum):
    """With whom a tracing service may share an inquiry."""

    FAMILY = "family"
    AUTHORITIES = "authorities"
    ICRC = "icrc"
    UNHCR = "unhcr"
    OTHER_ORGANIZATIONS = "other_organizations"


# Translators: contexts that start with "pick" are buttons. Keep them under 32 characters.
_PAIRS: tuple[tuple[StrEnum, Say], ...] = (
    # Translators: button, answer to "Is it safe for you to go on?"
    (YesNo.YES, say("pick yes", "Yes")),
    # Translators: button, answer to "Is it safe for you to go on?" and to the consent question
    (YesNo.NO, say("pick no", "No")),
    # Translators: button, what brings you here
    (Door.CHILD, say("pick door", "I am looking for a child")),
    # Translators: button, what brings you here: was separated as a child, looks for their family
    (Door.MYSELF, say("pick door", "I am looking for my family")),
    # Translators: button, what brings you here: cares for a separated child
    (Door.CARER, say("pick door", "A separated child is with me")),
    # Translators: button, what brings you here: has seen or heard of a separated child
    (Door.WITNESS, say("pick door", "I know of a child")),
    # Translators: button, is the parent alive
    (Alive.YES, say("pick alive", "Yes")),
    # Translators: button, is the parent alive: no longer alive
    (Alive.NO, say("pick alive", "No longer")),
    # Translators: button, is the parent alive
    (Alive.UNKNOWN, say("pick alive", "I do not know")),
    # Translators: button, was an adult from the family with the child
    (Protection.UNACCOMPANIED, say("pick protection", "No, nobody")),
    # Translators: button, was an adult from the family with the child
    (Protection.SEPARATED, say("pick protection", "Yes, a relative")),
    # Translators: button, was an adult from the family with the child
    (Protection.UNKNOWN, say("pick protection", "I do not know")),
    # Translators: button, who knows of this already
    (Body.POLICE, say("pick body", "Police")),
    # Translators: button, who knows of this already: a national information bureau
    (Body.BUREAU, say("pick body", "Information bureau")),
    # Translators: button, who knows of this already
    (Body.OMBUDSMAN, say("pick body", "Ombudsperson")),
    # Translators: button, who knows of this already
    (Body.ICRC, say("pick body", "Red Cross")),
    # Translators: button, who knows of this already: the local service for children
    (Body.CHILD_SERVICE, say("pick body", "Children's service")),
    # Translators: button, who knows of this already
    (Body.ORGANISATION, say("pick body", "Another organisation")),
    # Translators: button, how the bot may write: the answers themselves, as soon as they come
    (ContactMode.PUSH_OPEN, say("pick contact_mode", "Write to me here")),
    # Translators: button, how the bot may write: short messages that reveal nothing
    (ContactMode.PUSH_NEUTRAL, say("pick contact_mode", "Only neutral messages")),
    # Translators: button, how the bot may write: never first, the person looks by themselves
    (ContactMode.PULL_ONLY, say("pick contact_mode", "Do not write, I will ask")),
    # Translators: button, how the bot may write: to someone the person trusts
    (ContactMode.VIA_TRUSTED_PERSON, say("pick contact_mode", "Through someone I trust")),
    # Translators: button, "who are you to this person?"
    (Relation.MOTHER, say("pick relation", "Mother")),
    # Translators: button, "who are you to this person?"
    (Relation.FATHER, say("pick relation", "Father")),
    # Translators: button, "who are you to this person?"
    (Relation.GRANDMOTHER, say("pick relation", "Grandmother")),
    # Translators: button, "who are you to this person?"
    (Relation.GRANDFATHER, say("pick relation", "Grandfather")),
    # Translators: button, "who are you to this person?"
    (Relation.SISTER, say("pick relation", "Sister")),
    # Translators: button, "who are you to this person?"
    (Relation.BROTHER, say("pick relation", "Brother")),
    # Translators: button, "who are you to this person?"
    (Relation.AUNT, say("pick relation", "Aunt")),
    # Translators: button, "who are you to this person?"
    (Relation.UNCLE, say("pick relation", "Uncle")),
    # Translators: button, "who are you to this person?" — guardian by law
    (Relation.LEGAL_GUARDIAN, say("pick relation", "Legal guardian")),
    # Translators: button, "who are you to this person?"
    (Relation.HUSBAND, say("pick relation", "Husband")),
    # Translators: button, "who are you to this person?"
    (Relation.WIFE, say("pick relation", "Wife")),
    # Translators: button, "who are you to this person?" — a couple, not married
    (Relation.PARTNER, say("pick relation", "Partner")),
    # Translators: button, "who are you to this person?"
    (Relation.OTHER_FAMILY, say("pick relation", "Another relative")),
    # Translators: button, "who are you to this person?" — friend, neighbour, teacher
    (Relation.OTHER_NONFAMILY, say("pick relation", "Not a relative")),
    # Translators: button, the sought person's sex; a child or someone grown up by now
    (Sex.FEMALE, say("pick sex", "Girl or woman")),
    # Translators: button, the sought person's sex; a child or someone grown up by now
    (Sex.MALE, say("pick sex", "Boy or man")),
    # Translators: button, the sought person's sex
    (Sex.UNKNOWN, say("pick sex", "I do not know")),
    # Translators: button, how you were separated. Neutral, nobody is blamed
    (SeparationCause.EVACUATION_OR_FIGHTING, say("pick cause", "Evacuation or fighting")),
    # Translators: button, how you were separated: a holiday camp or sanatorium, no return
    (SeparationCause.CAMP_NOT_RETURNED, say("pick cause", "Not back from a children's camp")),
    # Translators: button, how you were separated: a children's home, boarding school or hospital
    (SeparationCause.INSTITUTION_MOVED, say("pick cause", "An institution was moved")),
    # Translators: button, how you were separated: during filtration, a check or detention
    (SeparationCause.FILTRATION_OR_DETENTION, say("pick cause", "At a check or in detention")),
    # Translators: button, how you were separated: the child's parents died
    (SeparationCause.PARENTS_KILLED, say("pick cause", "The parents died")),
    # Translators: button, how you were separated: the child was taken out of the family's care
    (SeparationCause.REMOVED_FROM_CARE, say("pick cause", "Removed from care")),
    # Translators: button, how you were separated: someone they knew took the child along
    (SeparationCause.TAKEN_BY_ACQUAINTANCE, say("pick cause", "Went with someone they knew")),
    # Translators: button, how you were separated: left to study, or by their own decision
    (SeparationCause.STUDY_OR_OWN_DEPARTURE, say("pick cause", "Went away to study or by choice")),
    # Translators: button, how you were separated
    (SeparationCause.OTHER, say("pick cause", "Something else")),
    # Translators: button, how you were separated
    (SeparationCause.UNKNOWN, say("pick cause", "I do not know")),
    # Translators: button, with whom the inquiry may be shared: relatives of the sought person
    (Sharing.FAMILY, say("pick sharing", "Other relatives")),
    # Translators: button, with whom the inquiry may be shared: state bodies that trace children
    (Sharing.AUTHORITIES, say("pick sharing", "State authorities")),
    # Translators: button, the International Committee of the Red Cross
    (Sharing.ICRC, say("pick sharing", "Red Cross (ICRC)")),
    # Translators: button, with whom the inquiry may be shared: the UN refugee agency
    (Sharing.UNHCR, say("pick sharing", "UN Refugee Agency")),
    # Translators: button, with whom the inquiry may be shared
    (Sharing.OTHER_ORGANIZATIONS, say("pick sharing", "Other organisations")),
)

_WORDS = {(type(option), option.value): said for option, said in _PAIRS}


# Translators: list separated by commas: what people write for “yes” and can mean nothing else
_YES = say("typed", "yes, yeah, yep, sure, of course, certainly, I agree")
# Translators: list separated by commas: what people write for “no” and can mean nothing else
_NO = say(
    "typed",
    "no, nope, no need, of course not, certainly not, I do not want to, I don't want to, "
    "I do not agree, I don't agree",
)
# Translators: list separated by commas: what people write for “girl or woman”
_GIRLS = say("typed", "girl, woman, female, daughter")
# Translators: list separated by commas: what people write for “boy or man”
_BOYS = say("typed", "boy, man, male, son")
# Translators: list separated by commas: what people write for “mother”, the fond words too
_MOTHERS = say("typed", "mum, mom, mama, mummy")
# Translators: list separated by commas: what people write for “father”, the fond words too
_FATHERS = say("typed", "dad, papa, daddy")
# Translators: list separated by commas: what people write for “grandmother”, the fond words too
_GRANDMOTHERS = say("typed", "grandma, granny, gran")
# Translators: list separated by commas: what people write for “grandfather”, the fond words too
_GRANDFATHERS = say("typed", "grandpa, grandad")
_OTHER_WORDS = {
    (YesNo, YesNo.YES.value): _YES,
    (YesNo, YesNo.NO.value): _NO,
    (Sex, Sex.FEMALE.value): _GIRLS,
    (Sex, Sex.MALE.value): _BOYS,
    (Relation, Relation.MOTHER.value): _MOTHERS,
    (Relation, Relation.FATHER.value): _FATHERS,
    (Relation, Relation.GRANDMOTHER.value): _GRANDMOTHERS,
    (Relation, Relation.GRANDFATHER.value): _GRANDFATHERS,
}


def other_words(option: StrEnum) -> Say | None:
    """A list of what people write instead of an answer's words, where it is not those."""
    return _OTHER_WORDS.get((type(option), option.value))


def words(option: StrEnum) -> Say:
    """The words for an answer that can be picked.

    Options of two enumerations may have one value, and then are equal; their words are not.
    """
    return _WORDS[type(option), option.value]
