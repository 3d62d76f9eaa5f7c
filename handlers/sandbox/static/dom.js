const SVG = "http://www.w3.org/2000/svg";

function assign(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "text") node.textContent = value;
  else if (name === "on") Object.entries(value).forEach(([type, heed]) => node.addEventListener(type, heed));
  else if (name === "data") Object.assign(node.dataset, value);
  else node.setAttribute(name, value === true ? "" : value);
}

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const PATHS = {
  attach: "M20 11.5 12.2 19.300a4.7 4.7 0 0 1-6.6-6.600l8-8a3.1 3.1 0 0 1 4.4 4.400l-8 8a1.6 1.6 0 0 1-2.2-2.200l7.3-7.3",
  send: "M4 12 3 4l18 8-18 8 1-8Zm0 0h8",
  slash: "M14.5 6l-5 12M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z",
  grid: "M4 5h6v6H4zM14 5h6v6h-6zM4 14h6v5H4zM14 14h6v5h-6z",
  reply: "M10 8V4L3 11l7 7v-4c5 0 8.5 1.6 11 5-1-5-4-10-11-11Z",
  pencil: "M4 20l1-5L16.5 3.500a2.1 2.1 0 0 1 3 0l1 1a2.1 2.1 0 0 1 0 3L9 19l-5 1ZM14.5 5.500l4 4",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  pin: "M9 3h6l-1 7 4 3v2H6v-2l4-3-1-7ZM12 15v6",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15 9h.01",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5 11a7 7 0 0 0 14 0M12 18v3",
  sticker: "M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9ZM9 12h.01M14 15h.01M8.5 15.500c1 1 2.5 1.5 3.5 1.5",
  place: "M12 21s7-6.5 7-11.500a7 7 0 0 0-14 0C5 14.5 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5",
  poll: "M5 20V10M12 20V4M19 20v-7",
  film: "M4 5h16v14H4zM10 9l5 3-5 3z",
  link: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.400M17.6 17.6 19 19M19 5l-1.4 1.400M6.4 17.6 5 19",
  moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z",
  auto: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18M12 8h8M12 16h8M12 12h9",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.700l12.6 12.6",
  down: "M6 9l6 6 6-6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  phone: "M7 3h10a1.5 1.5 0 0 1 1.5 1.500v15A1.5 1.5 0 0 1 17 21H7a1.5 1.5 0 0 1-1.5-1.500v-15A1.5 1.5 0 0 1 7 3ZM11 18h2",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  tag: "M3 12V4h8l10 10-8 7.500L3 12ZM7.5 8h.01",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7.500h.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name] ?? PATHS.info);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, heed, props = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: heed }, ...props }, icon(name));
}

export function redraw(holder, fresh, idOf) {
  const drawn = fresh.map((node) => node.outerHTML).join("");
  if (drawn === holder.drawn) return;
  const focused = holder.contains(document.activeElement) ? idOf(document.activeElement) : undefined;
  holder.drawn = drawn;
  holder.replaceChildren(...fresh);
  if (focused !== undefined) fresh.find((node) => idOf(node) === focused)?.focus();
}

export function hidden(text) {
  return el("span", { class: "visually-hidden", text });
}

export function hue(id) {
  return Math.abs(Number(id) * 7) % 6;
}

export function avatar(name, id) {
  const letters = name.trim().split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return el("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true", text: letters.toUpperCase() || "·" });
}
