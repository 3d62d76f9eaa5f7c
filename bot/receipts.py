"""What a family is told once something it asked for is done."""

from __future__ import annotations

from bot.core.say import say

# Translators: the most important message: the inquiry is stored; {reference} is a number
RECEIPT = say(
    "receipt",
    "Thank you. Your inquiry is stored, and caseworkers have it now.\n\n"
    "Your number: {reference}\n\n"
    "Please keep it; it looks like a telephone number on purpose. You can write here at any time. "
    "It is free of charge: we never ask for money or for codes.",
)
# Translators: after a family wrote to its caseworker
PASSED_ON = say("chat", "Passed on to the caseworkers.")
# Translators: after a family changed a message to its caseworker
CORRECTED = say("chat", "Your correction is passed on; the earlier words are kept as well.")
# Translators: after a family changed answers of its inquiry; {reference} is its number
ANSWERS_CORRECTED = say(
    "chat", "Thank you. Your answers in inquiry {reference} are updated; the earlier ones are kept."
)
# Translators: the family asked for messages, and there are none
NO_LETTERS = say("status", "There are no new messages.")
# Translators: after an inquiry was taken back; {reference} is its number
WITHDRAWN = say("farewell", "The inquiry {reference} is withdrawn, and the search has stopped.")
# Translators: after everything was erased; the last message
ERASED = say(
    "farewell",
    "Everything we kept about you is erased. What is in this chat stays with Telegram until you "
    "delete it. You can begin again with /start.",
)
# Translators: with the files that hold everything kept about the family
YOUR_DATA = say(
    "data", "This is everything we keep about you: once as a text to read, once as data."
)
