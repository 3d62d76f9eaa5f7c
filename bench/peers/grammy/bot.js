// grammY with the runner, updates of one chat in order, sessions on SQLite at synchronous=FULL.
import Database from "better-sqlite3";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, InlineKeyboard, session } from "grammy";
import { REVIEW, SEND, asked, buttons, receipt, tapped, typed } from "./form.js";

const { BENCH_API, BENCH_DATA, BENCH_TOKEN } = process.env;
const db = new Database(`${BENCH_DATA}/kept.sqlite3`);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
const get = db.prepare("SELECT value FROM kept WHERE key = ?").pluck();
const put = db.prepare("INSERT OR REPLACE INTO kept VALUES (?, ?)");
const drop = db.prepare("DELETE FROM kept WHERE key = ?");
const storage = {
  read: (key) => {
    const value = get.get(key);
    return value === undefined ? undefined : JSON.parse(value);
  },
  write: (key, value) => void put.run(key, JSON.stringify(value)),
  delete: (key) => void drop.run(key),
};

const bot = new Bot(BENCH_TOKEN, { client: { apiRoot: BENCH_API } });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.use(session({ initial: () => ({ answers: [] }), storage }));

async function ask(ctx, refused = false) {
  const { answers } = ctx.session;
  const keyboard = new InlineKeyboard();
  for (const [words, token] of buttons(answers.length)) keyboard.text(words, token).row();
  await ctx.reply(asked(answers, refused), { reply_markup: keyboard });
}

async function answered(ctx, answer) {
  if (answer !== undefined) ctx.session.answers.push(answer);
  await ask(ctx, answer === undefined);
}

bot.command("start", async (ctx) => {
  ctx.session.answers = [];
  await ask(ctx);
});

bot.on("callback_query:data", async (ctx) => {
  await ctx.answerCallbackQuery();
  const step = ctx.session.answers.length;
  if (step === REVIEW && ctx.callbackQuery.data === SEND) {
    ctx.session.answers = [];
    await ctx.reply(receipt());
    return;
  }
  await answered(ctx, tapped(step, ctx.callbackQuery.data));
});

bot.on("message:text", (ctx) => answered(ctx, typed(ctx.session.answers.length, ctx.message.text)));

const runner = run(bot);
process.once("SIGTERM", () => runner.stop());
