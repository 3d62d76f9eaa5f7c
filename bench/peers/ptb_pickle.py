"""python-telegram-bot the documented way: a ConversationHandler kept by PicklePersistence."""

from __future__ import annotations

import warnings

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.peers import form

Context = ContextTypes.DEFAULT_TYPE


async def ask(update: Update, context: Context, *, refused: bool = False) -> int:
    """Ask the next question, and be in its state."""
    answers = context.user_data["answers"]
    step = len(answers)
    rows = [[InlineKeyboardButton(w, callback_data=t)] for w, t in form.buttons(step)]
    await update.effective_chat.send_message(
        form.asked(step, answers, refused=refused), reply_markup=InlineKeyboardMarkup(rows)
    )
    return step


async def start(update: Update, context: Context) -> int:
    """Begin."""
    context.user_data["answers"] = []
    return await ask(update, context)


async def tapped(update: Update, context: Context) -> int:
    """A button was tapped."""
    query, answers = update.callback_query, context.user_data["answers"]
    await query.answer()
    answer = form.tapped(len(answers), query.data)
    if answer is not None:
        answers.append(answer)
    return await ask(update, context, refused=answer is None)


async def typed(update: Update, context: Context) -> int:
    """A text was written."""
    answers = context.user_data["answers"]
    answer = form.typed(len(answers), update.message.text)
    if answer is not None:
        answers.append(answer)
    return await ask(update, context, refused=answer is None)


async def sent(update: Update, context: Context) -> int:
    """The review was confirmed."""
    await update.callback_query.answer()
    await update.effective_chat.send_message(form.receipt())
    return ConversationHandler.END


def main() -> None:
    """Poll until stopped."""
    warnings.filterwarnings("ignore", message=".*per_message.*")
    question = [
        CallbackQueryHandler(tapped),
        MessageHandler(filters.TEXT & ~filters.COMMAND, typed),
    ]
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            **dict.fromkeys(range(form.REVIEW), question),
            form.REVIEW: [CallbackQueryHandler(sent, pattern=f"^{form.SEND}$")],
        },
        fallbacks=[CommandHandler("start", start)],
        name="inquiry",
        persistent=True,
    )
    builder = Application.builder().token(form.TOKEN).base_url(f"{form.API}/bot")
    builder = builder.persistence(PicklePersistence(form.DATA / "kept.pickle"))
    application = builder.build()
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main()
