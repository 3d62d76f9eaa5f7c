export class Refused extends Error {}

async function reading(response) {
  const text = await response.text();
  let body = text;
  try {
    body = JSON.parse(text);
  } catch {
    body = { description: text };
  }
  if (response.ok) return body;
  throw new Refused(body.description ?? body.error ?? `${response.status} ${response.statusText}`);
}

async function post(path, body) {
  const isForm = body instanceof FormData;
  return reading(await fetch(path, {
    method: "POST",
    headers: isForm ? {} : { "Content-Type": "application/json" },
    body: isForm ? body : JSON.stringify(body),
  }));
}

export const readWorld = async () => reading(await fetch("/_/world", { cache: "no-store" }));
export const readLegend = async () => reading(await fetch("/_/legend", { cache: "no-store" }));
export const fileAddress = (fileId) => `/_/file/${encodeURIComponent(fileId)}`;

export const addPerson = (person) => post("/_/users", person);
export const say = (words) => post("/_/say", words);
export const send = (sending) => post("/_/send", sending);
export const edit = (change) => post("/_/edit", change);
export const press = (tap) => post("/_/press", tap);
export const block = (userId, blocked) => post("/_/block", { user_id: userId, blocked });

export function sendFile(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, String(value));
  }
  form.append("file", file, file.name);
  return post("/_/send", form);
}
