"""Figures of the Telegram wire that the emulator keeps to."""

from typing import Any, Final

Json = dict[str, Any]
"""A JSON object as the wire carries it."""

MAX_TEXT: Final = 4096
"""UTF-16 units in a message's text, after entities are parsed (BAPI sendMessage)."""

MAX_TEXT_BYTES: Final = 1 << 15
"""Bytes of text the server looks at before any parsing (TBA Client.cpp, get_formatted_text)."""

MAX_CAPTION: Final = 1024
"""UTF-16 units in a caption (BAPI sendPhoto)."""

MAX_CALLBACK_DATA: Final = 64
"""Bytes in a button's callback_data (BAPI InlineKeyboardButton)."""

MAX_TOAST: Final = 200
"""Characters in the text of answerCallbackQuery (BAPI)."""

MAX_DOWNLOAD: Final = 20 * 1024 * 1024
"""Bytes a bot may fetch (BAPI getFile; TBA MAX_DOWNLOAD_FILE_SIZE)."""

MAX_UPLOAD: Final = 50 * 1024 * 1024
"""Bytes a bot may upload (BAPI Sending Files)."""

MAX_PHOTO: Final = 10 * 1024 * 1024
"""Bytes a photo may have (BAPI sendPhoto)."""

MAX_PHOTO_SIDES: Final = 10_000
"""Width plus height of a photo (BAPI sendPhoto)."""

MAX_TOPIC_NAME: Final = 128
"""Characters in a forum topic's name (BAPI createForumTopic)."""

MESSAGE_LIFE: Final = 86_400
"""Seconds an unconfirmed update waits, counted from the message's date (TBA add_update)."""

CALLBACK_LIFE: Final = 150
"""Seconds an unconfirmed button press waits (TBA process_new_callback_query_queue)."""

IDLE_WEEK: Final = 7 * 86_400
"""Seconds without updates after which their ids start anew at random (BAPI Update.update_id)."""

DELETABLE: Final = 48 * 3600
"""Seconds during which a bot may delete a message (BAPI deleteMessage)."""

LONGEST_POLL: Final = 50
"""Seconds a long poll lasts at most (TBA LONG_POLL_MAX_TIMEOUT)."""

OFFSET_SLACK: Final = 10
"""How far past the newest id an offset may point; further ones are ignored (TD TQueue.cpp)."""

UPDATE_KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "message_reaction",
        "message_reaction_count",
        "chat_boost",
        "removed_chat_boost",
    }
)
"""Kinds of updates (TBA get_update_type_name)."""

ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds nobody gets who did not ask for them by name (BAPI getUpdates.allowed_updates)."""
