// A hand on the stage: keys, buttons, the window dragged, cells pointed at, tapped and edited.
import { CellEditor } from './editor.js';
import { fill } from './words.js';

const KEYS = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'on',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  p: 'present',
  P: 'present',
  '?': 'keys',
};
const DRAGGED = 4; // px from which a press is no tap

export class Hand {
  constructor(stage) {
    this.stage = stage;
    this.face = stage.face;
    this.editor = new CellEditor(this.face.scene, {
      commit: (hit, value) => this.edit(hit, value),
      next: (hit, step) => this.editNext(hit, step),
      complain: (typed) => this.face.speak(fill(stage.scene.labels.edit_bad, { typed }), true),
      close: () => this.face.node.focus(),
    });
    this.listen();
  }

  get view() {
    return this.stage.view;
  }

  listen() {
    const { node, svg, scrub, speed, table } = this.face;
    node.addEventListener('click', (event) => {
      const button = event.target.closest('[data-do]');
      const chip = event.target.closest('[data-choose]');
      if (button) this.stage.do(button.dataset.do);
      else if (chip) this.choose(chip);
    });
    this.onKey = (event) => node.isConnected && this.stage.scene && this.key(event);
    document.addEventListener('keydown', this.onKey);
    scrub.addEventListener('input', () => this.stage.player.go(Number(scrub.value)));
    speed.addEventListener('input', () => this.stage.setSpeed(Number(speed.value)));
    table.addEventListener('toggle', () => this.stage.fillTable());
    svg.addEventListener('pointerdown', (event) => this.down(event));
    svg.addEventListener('pointermove', (event) => this.move(event));
    svg.addEventListener('pointerup', (event) => this.up(event));
    svg.addEventListener('pointercancel', (event) => this.up(event));
    svg.addEventListener('pointerleave', () => this.leave());
  }

  dispose() {
    document.removeEventListener('keydown', this.onKey);
  }

  // A plane or filter by its number, another choice by its name.
  choose({ dataset: { choose, n } }) {
    this.stage.set({ [choose]: Number.isNaN(Number(n)) ? n : Number(n) });
  }

  // ---- keys

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.face.keys.hidden = true;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role=slider]')) return;
    const inside = this.face.node.contains(event.target);
    const here = inside || this.stage.presenting;
    const pressed = event.key === 'Enter' || event.key === ' ';
    const chip = inside && event.target.closest('[data-choose]');
    const drawn = inside && event.target.closest('[data-press]'); // a button of the view's own
    if (chip && pressed) this.choose(chip);
    else if (drawn && pressed) this.stage.set(this.view.press(drawn.dataset.press));
    else if (inside && event.target.closest('button, summary') && pressed) return;
    else if (event.key === 'Escape' && this.stage.presenting && (inside || event.target === document.body)) {
      this.stage.do('present');
    } else if (event.key.toLowerCase() === 'e' && here) {
      this.openEditor(this.view.firstEdit(this.stage.player.index, event.key === 'E'));
    } else if (KEYS[event.key] && (here || 'pP?'.includes(event.key))) this.stage.do(KEYS[event.key]);
    else return;
    event.preventDefault();
  }

  // ---- the pointer

  point(event) {
    if (!this.view) return null;
    const box = this.face.svg.getBoundingClientRect();
    return this.view.hit(event.clientX - box.left, event.clientY - box.top);
  }

  down(event) {
    const hit = this.point(event);
    this.pressed = hit && { hit, x: event.clientX, y: event.clientY };
    if (hit && (this.view.grabs(hit) || this.view.paints(hit))) this.face.svg.setPointerCapture(event.pointerId);
    if (hit && this.view.paints(hit)) this.stage.set(this.view.paint(hit));
  }

  move(event) {
    if (!this.view) return;
    const hit = this.point(event);
    if (this.pressed && this.view.paints(this.pressed.hit)) {
      if (hit && this.view.paints(hit)) this.stage.set(this.view.paint(hit));
      return;
    }
    if (this.pressed && this.view.grabs(this.pressed.hit)) {
      this.dragging ||= Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) > DRAGGED;
      if (this.dragging) {
        const to = hit && this.view.dragged(hit);
        if (to !== null) this.stage.drag(to);
        return;
      }
    }
    this.hover(hit);
  }

  // What the pointer rests on is lit, also through a redraw, and looked at where a view says so.
  hover(hit) {
    this.lit = hit;
    this.view.light(hit);
    this.stage.preview(hit && this.view.preview(hit, this.stage.pinned));
  }

  up(event) {
    const { pressed, dragging } = this;
    this.pressed = null;
    this.dragging = false;
    if (dragging) {
      this.stage.report();
      return;
    }
    const hit = this.point(event);
    if (!pressed || !hit || hit.panel !== pressed.hit.panel || this.view.paints(hit)) return;
    const { go, edit, choose, set } = this.view.tap(hit) || {};
    if (go !== undefined) this.stage.player.go(go);
    else if (edit) this.openEditor(edit);
    else if (choose) this.stage.set({ [choose[0]]: choose[1] });
    else if (set) this.stage.set(set);
  }

  leave() {
    if (this.view) this.hover(null);
  }

  // ---- a number edited

  openEditor(hit) {
    const { scene, player } = this.stage;
    const found = hit && scene.edits !== false && this.view.editable(hit);
    if (!found) return;
    player.pause();
    this.stage.show();
    const label = fill(scene.labels.edit_cell, { row: hit.i + 1, column: hit.j + 1 });
    this.editor.open(hit, found.place, found.value, label);
  }

  edit(hit, value) {
    const { grid, index, same } = this.view.edited(hit, value);
    if (!same) this.stage.edit(grid, index, value);
  }

  editNext(hit, step) {
    const next = this.view.editNext(hit, step);
    if (next) this.openEditor(next);
    else this.face.node.focus();
  }
}
