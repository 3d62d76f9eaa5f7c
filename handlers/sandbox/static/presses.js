import { press } from "./api.js";
import { t } from "./i18n.js";
import { world } from "./world.js";

const PATIENCE = 15000;
const busy = new Map();
const answered = new Set();
const places = new Map();

export const pressedIn = (userId) => places.get(userId);
export const isBusy = (key) => busy.has(key);

function mark(key, on) {
  for (const button of document.querySelectorAll("[data-press-key]")) {
    if (button.dataset.pressKey !== key) continue;
    button.classList.toggle("busy", on);
    button.setAttribute("aria-busy", String(on));
    button.title = on ? t("waiting") : "";
  }
}

function settle(key) {
  clearTimeout(busy.get(key)?.timer);
  busy.delete(key);
  mark(key, false);
}

world.on("answered", ({ callback_query_id: id }) => {
  answered.add(id);
  const found = [...busy].find(([, waiting]) => waiting.id === id);
  if (found) settle(found[0]);
});

export async function tap(key, tapping) {
  if (busy.has(key)) return;
  const waiting = { timer: setTimeout(() => settle(key), PATIENCE) };
  busy.set(key, waiting);
  mark(key, true);
  places.set(tapping.user_id, tapping.chat_id);
  try {
    waiting.id = (await press(tapping)).callback_query_id;
    if (answered.has(waiting.id)) settle(key);
  } catch (error) {
    settle(key);
    throw error;
  }
}
