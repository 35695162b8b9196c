// The clock of a stage: plays, pauses, steps, scrubs; knows positions as numbers and nothing of what they show.
const REST = 1600; // ms that the finished picture stands before it begins again

export class Player {
  // `moved(index, byHand)` is called at each new position, `handled()` when a hand has moved, started or stopped it.
  constructor({ moved, handled }) {
    Object.assign(this, { moved, handled, index: 0, count: 1, speed: 6, playing: false, pace: 1, after: (n) => n + 1 });
    this.calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  }

  setCount(count, after) {
    // What goes on after all does not stand as a finished picture does.
    if (count > this.count) this.due = Math.min(this.due, performance.now() + this.tickLength());
    this.count = count;
    this.after = after;
    this.index = Math.min(this.index, count - 1);
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.due = performance.now() + this.tickLength();
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  tickLength() {
    return (1000 * this.pace) / this.speed;
  }

  pause() {
    this.playing = false;
    cancelAnimationFrame(this.frame);
  }

  // Keeps its own schedule, so that a late frame does not slow the count of positions down.
  tick(now) {
    if (!this.playing) return;
    if (this.waits) this.due = now + this.tickLength(); // somebody looks at another place
    if (now >= this.due) {
      const next = this.after(this.index);
      const before = this.index;
      this.index = next < this.count ? next : this.growing ? this.count - 1 : 0;
      const pause = this.after(this.index) >= this.count ? REST : this.tickLength();
      this.due = Math.max(this.due + pause, now - 100);
      if (this.index !== before) this.moved(this.index, false);
    }
    this.frame = requestAnimationFrame((time) => this.tick(time));
  }

  go(index) {
    this.pause();
    this.index = Math.min(Math.max(index, 0), this.count - 1);
    this.moved(this.index, true);
    this.handled();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
    this.handled();
  }
}
