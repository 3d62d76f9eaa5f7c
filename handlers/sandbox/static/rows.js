import { day } from "./i18n.js";
import { serviceText } from "./service.js";

const BREAK = 600;

function grouped(story) {
  const rows = [];
  for (const message of story) {
    const last = rows.at(-1);
    const album = message.media_group_id;
    if (album && last?.album === album && last.messages[0].from?.id === message.from?.id) last.messages.push(message);
    else rows.push({ key: `m${message.message_id}`, album, messages: [message] });
  }
  return rows;
}

function follows(row, before) {
  if (!row || !before || !row.messages || !before.messages) return false;
  const [one, other] = [before.messages.at(-1), row.messages[0]];
  return one.from?.id === other.from?.id && !serviceText(one) && !serviceText(other) && other.date - one.date < BREAK;
}

function withDays(rows) {
  let last = "";
  return rows.flatMap((row) => {
    const date = day(row.messages[0].date);
    const isNew = date !== last;
    last = date;
    return isNew ? [{ key: `d${row.key}`, day: date }, row] : [row];
  });
}

export function rowsOf(story, isGroup, speaker) {
  const rows = withDays(grouped(story));
  return rows.map((row, at) => {
    if (row.day) return row;
    const named = isGroup && row.messages[0].from?.id !== speaker && !follows(row, rows[at - 1]);
    return { ...row, named, tail: !follows(rows[at + 1], row) };
  });
}

export function isSame(row, other) {
  if (!other || row.day !== other.day || row.named !== other.named || row.tail !== other.tail) return false;
  const [mine, theirs] = [row.messages ?? [], other.messages ?? []];
  return mine.length === theirs.length && mine.every((message, at) => message === theirs[at]);
}
