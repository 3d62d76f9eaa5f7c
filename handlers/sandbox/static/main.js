import { Deck } from "./deck.js";
import { toaster } from "./dialogs.js";
import { el } from "./dom.js";
import { chooseLanguage, language, t } from "./i18n.js";
import { learn } from "./marks.js";
import { Stream } from "./stream.js";
import { applyTheme, topbar } from "./topbar.js";
import { world } from "./world.js";

const app = document.getElementById("app");
const toast = toaster();
let deck;
let bar;
let isConnected = false;

function build() {
  document.documentElement.lang = language();
  document.title = t("title");
  deck = new Deck(toast.failed);
  bar = topbar({ chooseLanguage: relearn, addFamily: () => deck.add() });
  bar.connected(isConnected);
  const banner = el("p", { class: "banner", role: "note", text: t("banner"), "data-testid": "banner" });
  app.replaceChildren(bar.node, banner, deck.switcher, deck.node, toast.node);
  deck.update();
}

function relearn(tag) {
  chooseLanguage(tag);
  build();
  document.querySelector(".page-language").focus();
}

applyTheme();
await learn();
build();
world.subscribe(() => deck.update());
world.on("answered", (event) => deck.answered(event));
document.addEventListener("visibilitychange", () => deck.update());
new Stream(world, (isOn) => {
  isConnected = isOn;
  bar.connected(isOn);
}).start();
