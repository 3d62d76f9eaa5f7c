import { send, sendFile } from "./api.js";
import { field, formBox } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { t } from "./i18n.js";
import { world } from "./world.js";

// Ofcom keeps +44 7700 900000–900999 for drama: no telephone rings there.
const MADE_UP = "+447700900123";
const MIDDLE = { latitude: "48.3794", longitude: "31.1656" };

export async function shareContact(view) {
  const person = world.users.get(view.speaker());
  const filled = await formBox(t("contact.title"), [field("number", t("contact.number"), MADE_UP, { type: "tel", required: true })], t("share"));
  if (!filled) return;
  const contact = { phone_number: filled.number, first_name: person.first_name, last_name: person.last_name, user_id: person.id };
  await send({ ...view.where(), ...view.threadField(), message: { contact } });
}

export async function shareLocation(view) {
  const step = { type: "number", step: "any", required: true };
  const fields = ["latitude", "longitude"].map((name) => field(name, t(name), MIDDLE[name], step));
  const filled = await formBox(t("location.title"), fields, t("share"));
  if (!filled) return;
  const location = { latitude: Number(filled.latitude), longitude: Number(filled.longitude) };
  await send({ ...view.where(), ...view.threadField(), message: { location } });
}

async function sampleSticker(view) {
  const sticker = { type: "regular", width: 512, height: 512, is_animated: false, is_video: false, emoji: "🙏" };
  await send({ ...view.where(), ...view.threadField(), message: { sticker } });
}

async function sampleVoice(view) {
  const file = new File([new TextEncoder().encode("OggS")], "voice.ogg", { type: "audio/ogg" });
  await sendFile({ ...view.where(), ...view.threadField(), kind: "voice" }, file);
}

export function picker(accept, heed) {
  const input = el("input", { type: "file", multiple: true, hidden: true, tabindex: -1, accept });
  input.addEventListener("change", () => {
    heed([...input.files]);
    input.value = "";
  });
  return input;
}

export function attachItems(view, photos, files) {
  const guarded = (heed) => () => heed(view).catch((error) => view.toast.failed(error));
  return [
    { sign: icon("photo"), text: t("attach.photo"), heed: () => photos.click() },
    { sign: icon("file"), text: t("attach.file"), heed: () => files.click() },
    { sign: icon("voice"), text: t("attach.voice"), heed: guarded(sampleVoice) },
    { sign: icon("sticker"), text: t("attach.sticker"), heed: guarded(sampleSticker) },
    { sign: icon("place"), text: t("attach.location"), heed: guarded(shareLocation) },
    { sign: icon("person"), text: t("attach.contact"), heed: guarded(shareContact) },
  ];
}
