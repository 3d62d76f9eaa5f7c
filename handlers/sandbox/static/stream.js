import { readWorld } from "./api.js";

const PATIENCE = [500, 1000, 2000, 4000];

export class Stream {
  constructor(world, onState) {
    this.world = world;
    this.onState = onState;
    this.failures = 0;
  }

  async start() {
    try {
      this.world.replace(await readWorld());
      this.open();
    } catch {
      this.later(() => this.start());
    }
  }

  open() {
    this.source = new EventSource(`/_/events?after=${this.world.cursor}`);
    this.source.onopen = () => this.opened();
    this.source.onmessage = (event) => this.heard(Number(event.lastEventId), JSON.parse(event.data));
    this.source.onerror = () => this.later(() => this.open());
  }

  opened() {
    this.failures = 0;
    this.onState(true);
  }

  heard(cursor, event) {
    if (event.type !== "lost") return this.world.apply(cursor, event);
    this.source.close();
    return this.start();
  }

  later(again) {
    this.source?.close();
    this.onState(false);
    const wait = PATIENCE[Math.min(this.failures, PATIENCE.length - 1)];
    this.failures += 1;
    setTimeout(again, wait);
  }
}
