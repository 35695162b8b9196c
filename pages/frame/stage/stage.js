// The stage: a player and a view in one place, what a hand does reported to Python, Python's state received.
import { Face } from './face.js';
import { Hand } from './hand.js';
import { Player } from './player.js';
import { say } from './said.js';
import { watchSliders } from './sliders.js';
import { View } from './view.js';
import { fill } from './words.js';

// Smaller than any layout of the page leaves it: the page is not laid out yet, or the stage is hidden.
const LEAST = { width: 240, height: 200 };
const NARROWEST_PROJECTED = 800; // px; a phone that got the link of a projected page shows the lesson as ever
const REPORT_AFTER = 150; // ms that the hand rests: a burst of keys is one report

export class Stage {
  // `views`: the class of each view, by the name that a scene calls it.
  constructor(root, views) {
    this.views = views;
    this.previewed = null; // the position that the pointer rests on
    this.choice = {}; // what the hand chose, by the names of the settings
    this.edits = {};
    this.turn = 0; // of the scenes that have come
    this.player = new Player({ moved: (index, byHand) => this.moved(index, byHand), handled: () => this.report() });
    this.face = new Face(root);
    this.face.node.value = (map, plane, i, j) => this.scene.grids[map].value(plane, i, j);
    this.hand = new Hand(this);
    // A frame later: the sentence below a new picture changes the size again, and WebKit calls that a loop.
    const resized = () => this.build() && this.show();
    new ResizeObserver(() => requestAnimationFrame(resized)).observe(this.face.scene);
  }

  dispose() {
    this.player.pause();
    this.hand.dispose();
    this.unwatch?.();
  }

  // ---- from Python

  // The scene is always taken over, the state only when Python says that it changed it.
  receive(scene) {
    const fresh = scene.epoch !== this.epoch;
    // What else stands on the page decides how high the stage may be. (`:has` would look for it at every cell drawn.)
    const frame = scene.frame || '';
    if (document.documentElement.dataset.frame !== frame) document.documentElement.dataset.frame = frame;
    this.scene = scene;
    this.epoch = scene.epoch;
    if (fresh) this.receiveState(scene);
    if (scene.view !== this.drawn) {
      this.drawn = scene.view;
      this.face.svg.innerHTML = '';
      this.view = new this.views[scene.view](this.face.svg);
    }
    this.build();
    this.rest(scene.troubled);
    this.show(this.previewed < this.player.count ? this.previewed : null); // the pointer may rest on another place
    this.label();
    const { formula = '', ...elsewhere } = scene.said || {};
    this.face.writeFormula(formula);
    say(elsewhere);
    // Once for the stage's life: a redraw in the middle of a drag must not let go of the slider.
    this.unwatch ??= watchSliders({
      names: () => this.scene.sliders,
      page: () => this.scene.page,
      report: (values) => this.component.setStateValue('live', values && { epoch: this.epoch, values }),
    });
  }

  receiveState({ hand, present }) {
    const { pos, speed, edits, ...choice } = hand;
    this.choice = choice;
    this.edits = structuredClone(edits);
    this.player.speed = speed || 6;
    this.arriving = pos;
    this.project(Boolean(present));
  }

  // While the settings cannot be, the old picture stands still: it must not look like their answer.
  rest(troubled) {
    if (troubled && !this.resting) this.playedBefore = this.player.playing;
    if (troubled) this.player.pause();
    else if (this.resting && this.playedBefore) this.player.play();
    this.resting = troubled;
  }

  // ---- to Python

  report() {
    this.wanted = 0;
    this.show();
    clearTimeout(this.reporting);
    this.reporting = setTimeout(() => {
      // Of settings that have sliders too only what the hand has just changed: an older value would undo the slider.
      const own = Object.entries(this.choice).filter(([name]) => !this.scene.sliders.includes(name));
      const { asked, player } = this;
      this.asked = null;
      this.component.setStateValue('hand', {
        ...Object.fromEntries(own),
        ...asked,
        ...(asked && { turn: this.turn }),
        epoch: this.epoch,
        pos: player.playing ? null : player.index,
        speed: player.speed,
        edits: this.edits,
        present: Boolean(this.presenting),
      });
    }, REPORT_AFTER);
  }

  // Settings that the hand changed on the picture itself.
  set(changes) {
    Object.assign(this.choice, changes);
    this.asked = { ...this.asked, ...changes };
    this.build();
    this.report();
  }

  setSpeed(speed) {
    this.player.speed = speed;
    this.label();
    this.report();
  }

  edit(grid, index, value) {
    const others = (this.edits[grid] || []).filter(([where]) => String(where) !== String(index));
    this.edits[grid] = [...others, [index, value]];
    this.player.pause();
    this.report();
  }

  do(what) {
    const { player, view } = this;
    if (what === 'toggle') player.toggle();
    else if (what === 'first') player.go(0);
    else if (what === 'last') player.go(player.count - 1);
    else if (what === 'back') player.go(player.index - 1);
    else if (what === 'on') player.go(player.index + 1);
    else if (what === 'up') player.go(player.index - view.stride());
    else if (what === 'down') player.go(player.index + view.stride());
    else if (what === 'keys') this.face.keys.toggleAttribute('hidden');
    else if (what === 'pin') {
      this.pinned = !this.pinned;
      player.pause();
      this.report();
      this.label();
    } else if (what === 'present') {
      this.project(!this.presenting);
      this.report();
    }
  }

  // ---- drawing

  build() {
    this.fitProjection();
    const { clientWidth: width, clientHeight: height } = this.face.scene;
    if (!this.scene || width < LEAST.width || height < LEAST.height) return false; // drawn when there is room
    const { view, player } = this;
    const corner = this.scene.qr && width > 800 ? view.corner : 0;
    view.build(this.scene, this.choice, width - corner, height);
    this.face.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    view.light(this.hand.lit || null);
    Object.assign(player, { pace: view.pace, growing: Boolean(this.scene.live) });
    player.setCount(view.count, (index) => view.after(index));
    this.revealed = Math.min(this.revealed ?? 0, player.count - 1);
    if (this.arriving !== undefined)
      this.arrive(this.arriving); // only now is it known how many positions there are
    else if (this.wanted > player.index && !player.playing) this.stand(this.wanted);
    // While it grows, the newest is looked at; not on arrival: it might be the last, and nothing would move for long.
    else if (this.scene.live && player.playing) this.stand(player.count - 1);
    this.arriving = undefined;
    this.label();
    return true;
  }

  arrive(position) {
    this.pinned = position !== null && position !== undefined;
    this.player.pause();
    this.wanted = this.pinned ? position : 0; // work that is going on may not have come so far yet
    this.stand(this.wanted);
    if (!this.pinned && !this.player.calm.matches) this.player.play();
  }

  stand(position) {
    this.player.index = Math.min(position, this.player.count - 1);
    this.revealed = this.pinned && this.view.atOnce ? this.player.count - 1 : this.player.index;
  }

  moved(index, byHand) {
    this.previewed = null;
    this.revealed = this.view.atOnce && (byHand || index === 0) ? this.player.count - 1 : index;
    this.show();
  }

  drag(index) {
    this.player.pause();
    if (index === this.player.index) return;
    this.player.index = index;
    this.previewed = null;
    this.revealed = this.view.atOnce ? this.player.count - 1 : Math.max(this.revealed, index);
    this.show();
  }

  // The position that the pointer rests on is looked at, until it leaves (null).
  preview(index) {
    this.player.waits = index !== null;
    if (index !== null) {
      if (this.view.atOnce) this.revealed = this.player.count - 1;
      this.show(index);
    } else if (this.previewed !== null) this.show();
    this.previewed = index;
  }

  show(preview = null) {
    if (!this.view || !this.view.scene) return;
    const { playing, count } = this.player;
    const index = preview ?? this.player.index;
    this.view.show(index, Math.max(this.revealed, 0));
    this.face.show(this.scene, { index, count, playing, sentence: this.view.sentence(index) });
    if (!playing && preview === null) this.speakPosition(index);
  }

  speakPosition(index) {
    const { view, player, face } = this;
    const names = { n: index + 1, count: player.count, ...view.place(index), sum: view.sentence(index) };
    face.speak(fill(this.scene.labels.spoken, names));
  }

  label() {
    const { labels, qr, troubled } = this.scene;
    this.face.label(labels, qr);
    this.face.node.classList.toggle('troubled', troubled);
    this.face.table.hidden = !this.view || this.view.table === View.prototype.table; // a view without one offers none
    const { count, speed, pace } = this.player;
    this.face.set(this.scene, { pinned: Boolean(this.pinned), count, speed, pace });
  }

  fillTable() {
    const { table } = this.face;
    if (table.open) table.querySelector('div').innerHTML = this.view.table(this.scene.labels.table_caption);
  }

  // What is drawn depends on it, and on the size that the stage then has: hence first of all.
  project(on) {
    this.presenting = on;
    this.fitProjection();
  }

  fitProjection() {
    const wide = innerWidth >= NARROWEST_PROJECTED;
    document.documentElement.toggleAttribute('data-present', this.presenting && wide);
  }
}
