import { world } from "./world.js";

const seen = new Map();

export const isWatching = () => document.visibilityState === "visible" && world.bot !== null;

export function see(key, story) {
  seen.set(key, story.at(-1)?.message_id ?? 0);
}

export function countUnread(key, story, speaker) {
  if (!story.length) return 0;
  const after = Math.max(seen.get(key) ?? 0, world.known.get(story[0].chat.id) ?? 0);
  return story.filter((message) => message.message_id > after && message.from?.id !== speaker).length;
}
