const TYPING_LASTS = 5000;

export class World {
  constructor() {
    this.listeners = new Set();
    this.happenings = new Map();
    this.clear();
  }

  clear() {
    this.bot = null;
    this.cursor = 0;
    this.users = new Map();
    this.chats = new Map();
    this.messages = new Map();
    this.typing = new Map();
    this.known = new Map();
  }

  replace({ bot, cursor, users, chats, messages }) {
    this.clear();
    this.bot = bot;
    this.cursor = Number(cursor);
    users.forEach((user) => this.users.set(user.id, user));
    chats.forEach((chat) => this.chats.set(chat.id, chat));
    messages.forEach((message) => this.keep(message));
    this.known = new Map([...this.messages].map(([chatId, kept]) => [chatId, Math.max(...kept.keys())]));
    this.changed();
  }

  keep(message) {
    const chatId = message.chat.id;
    if (!this.messages.has(chatId)) this.messages.set(chatId, new Map());
    this.messages.get(chatId).set(message.message_id, message);
  }

  apply(cursor, event) {
    if (cursor) this.cursor = cursor;
    const act = {
      user: () => this.met(event.user),
      chat: () => this.chats.set(event.chat.id, event.chat),
      message: () => this.arrived(event.message),
      deleted: () => this.messages.get(event.chat_id)?.delete(event.message_id),
      action: () => this.type(event),
    }[event.type];
    act?.();
    this.happenings.get(event.type)?.forEach((heed) => heed(event));
    if (act) this.changed();
  }

  met(user) {
    if (user.id === this.bot?.id) this.bot = user;
    else this.users.set(user.id, user);
  }

  arrived(message) {
    this.keep(message);
    if (message.from?.is_bot) this.typing.delete(message.chat.id);
  }

  type({ chat_id: chatId, action }) {
    const until = Date.now() + TYPING_LASTS;
    this.typing.set(chatId, { action, until });
    setTimeout(() => this.stopTyping(chatId, until), TYPING_LASTS);
  }

  stopTyping(chatId, until) {
    if (this.typing.get(chatId)?.until !== until) return;
    this.typing.delete(chatId);
    this.changed();
  }

  on(type, heed) {
    if (!this.happenings.has(type)) this.happenings.set(type, new Set());
    this.happenings.get(type).add(heed);
  }

  subscribe(listener) {
    this.listeners.add(listener);
  }

  changed() {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => {
      this.pending = false;
      this.listeners.forEach((listener) => listener());
    });
  }

  people(kind) {
    return [...this.users.values()].filter((user) => user.kind === kind && !user.is_bot);
  }

  groups() {
    return [...this.chats.values()].filter((chat) => chat.type !== "private" && !chat.migrated_to);
  }

  story(chatId, threadId) {
    const all = [...(this.messages.get(chatId)?.values() ?? [])];
    const inThread = this.chats.get(chatId)?.is_forum ? all.filter((message) => topicOf(message) === threadId) : all;
    return inThread.sort((one, other) => one.message_id - other.message_id);
  }

  message(chatId, messageId) {
    return this.messages.get(chatId)?.get(messageId);
  }

  commands(chatId) {
    const own = this.chats.get(chatId)?.commands;
    return own?.length ? own : this.bot?.commands ?? [];
  }
}

// Telegram leaves out the thread of the General topic, or numbers it 1.
export function topicOf(message) {
  const inTopic = message.is_topic_message || message.message_thread_id;
  return inTopic && message.message_thread_id !== 1 ? message.message_thread_id : undefined;
}

export function nameOf(person) {
  if (!person) return "";
  return [person.first_name ?? person.title, person.last_name].filter(Boolean).join(" ");
}

export const world = new World();
