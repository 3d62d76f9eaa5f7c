import { t } from "./i18n.js";
import { nameOf } from "./world.js";

const QUIET = ["general_forum_topic_hidden", "general_forum_topic_unhidden", "new_chat_title", "new_chat_photo", "delete_chat_photo", "message_auto_delete_timer_changed", "video_chat_started", "video_chat_ended", "write_access_allowed", "chat_shared", "users_shared", "boost_added"];

const SAYINGS = [
  ["new_chat_members", (m) => t("service.joined", { name: m.new_chat_members.map(nameOf).join(", ") })],
  ["left_chat_member", (m) => t("service.left", { name: nameOf(m.left_chat_member) })],
  ["pinned_message", (m) => t("service.pinned", { name: nameOf(m.from) })],
  ["forum_topic_created", (m) => t("service.topic", { name: m.forum_topic_created.name })],
  ["forum_topic_edited", (m) => t("service.topic.renamed", { name: m.forum_topic_edited.name ?? "" })],
  ["forum_topic_closed", () => t("service.topic.closed")],
  ["forum_topic_reopened", () => t("service.topic.reopened")],
  ["migrate_to_chat_id", () => t("service.moved")],
  ["migrate_from_chat_id", () => t("service.moved")],
  ["group_chat_created", () => t("service.other")],
  ["supergroup_chat_created", () => t("service.other")],
  ...QUIET.map((kind) => [kind, () => t("service.other")]),
];

export function serviceText(message) {
  return SAYINGS.find(([kind]) => message[kind] !== undefined)?.[1](message);
}
