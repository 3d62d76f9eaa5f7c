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
      const world = await readWorld();
      if (this.isStrange(world)) this.world.replace(world);
      this.open();
    } catch {
      this.later();
    }
  }

  isStrange(world) {
    const kept = this.world;
    return kept.bot === null || kept.bot.id !== world.bot.id || Number(world.cursor) < kept.cursor;
  }

  open() {
    this.source = new EventSource(`/_/events?after=${this.world.cursor}`);
    this.source.onopen = () => {
      this.failures = 0;
      this.onState(true);
    };
    this.source.onmessage = (event) => this.world.apply(Number(event.lastEventId), JSON.parse(event.data));
    this.source.onerror = () => this.later();
  }

  later() {
    this.source?.close();
    this.onState(false);
    const wait = PATIENCE[Math.min(this.failures, PATIENCE.length - 1)];
    this.failures += 1;
    setTimeout(() => this.start(), wait);
  }
}
