"""Button presses answered (BAPI answerCallbackQuery)."""

from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import CALLBACK_LIFE, MAX_TOAST
from handlers.sandbox.registry import method


@method("answerCallbackQuery")
def answer_callback_query(call: Call, callback_query_id: str, text: str, show_alert: bool) -> bool:
    """Stop the button's spinner, and show a toast if there is text."""
    press = call.world.callbacks.get(callback_query_id)
    if press is None or call.world.now() - press["at"] > CALLBACK_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {
        "user_id": press["user_id"],
        "callback_query_id": callback_query_id,
        "text": text,
        "show_alert": show_alert,
    }
    call.world.feed.add("answered", answer)
    return True
