// The face of a stage: its nodes, and the words on them: buttons, counter, spoken sentence, table, QR code.
import { formatNumber } from './number.js';
import { escapeText } from './svg.js';
import { fill } from './words.js';

const SIGNS = { first: '|‹', back: '‹', play: '▶', pause: '❚❚', on: '›', pin: '◎', present: '⤢', keys: '?' };

const NODES =
  '<div class="scene"><svg role="group"></svg><div class="qr"></div></div>' +
  '<div class="written"></div>' +
  '<div class="player"><button data-do="first"></button><button data-do="back"></button>' +
  '<button data-do="toggle" class="main"></button><button data-do="on"></button>' +
  '<input type="range" class="scrub" min="0" step="1"><span class="count"></span>' +
  '<label class="speed"><input type="range" min="1" max="30" step="1"><span></span></label>' +
  '<button data-do="pin"></button><button data-do="present"></button><button data-do="keys">?</button>' +
  '<details class="as-table"><summary></summary><div></div></details></div>' +
  '<p class="spoken" aria-live="polite"></p><div class="keys" hidden></div>';

export class Face {
  constructor(root) {
    this.node = document.createElement('div');
    this.node.className = 'stage';
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.node.innerHTML = NODES;
    this.formula = document.createElement('div');
    this.formula.className = 'formula';
    root.append(this.node, this.formula);
    const find = (selector) => this.node.querySelector(selector);
    this.scene = find('.scene');
    this.svg = find('svg');
    this.written = find('.written');
    this.spoken = find('.spoken');
    this.scrub = find('.scrub');
    this.counter = find('.count');
    this.speed = find('.speed input');
    this.keys = find('.keys');
    this.table = find('.as-table');
  }

  button(what) {
    return this.node.querySelector(`[data-do=${what}]`);
  }

  // The labels are written when they are others, and only then: most changes of a scene leave them as they are.
  label(labels, qr) {
    const all = JSON.stringify([labels, qr]);
    if (all !== this.labelled) this.relabel(labels, qr);
    this.labelled = all;
  }

  relabel(labels, qr) {
    this.node.setAttribute('aria-label', labels.stage);
    this.svg.setAttribute('aria-label', labels.stage);
    const names = { ...labels, keys: labels.keys_title };
    for (const what of ['first', 'back', 'on', 'pin', 'present', 'keys']) this.sign(what, what, names[what]);
    // Their signs alone tell little: a word beside them, where there is room.
    this.button('pin').dataset.word = labels.pin_word;
    this.button('present').dataset.word = labels.present_word;
    this.scrub.setAttribute('aria-label', labels.scrub);
    this.speed.setAttribute('aria-label', labels.speed);
    this.table.querySelector('summary').textContent = labels.table;
    const lines = labels.keys.split('\n').map((line) => `<div>${escapeText(line)}</div>`);
    this.keys.innerHTML = lines.join('');
    this.node.querySelector('.qr').innerHTML = qr ? qrMarkup(qr) : '';
  }

  sign(what, sign, name) {
    const button = this.button(what);
    if (button.textContent !== SIGNS[sign]) button.textContent = SIGNS[sign];
    button.title = name;
    button.setAttribute('aria-label', name);
  }

  // How the player is set: the pin, the number of positions, the speed, and how many ticks a position lasts.
  set({ labels }, { pinned, count, speed, pace }) {
    this.button('pin').setAttribute('aria-pressed', pinned);
    this.scrub.max = count - 1;
    this.speed.value = speed;
    this.node.querySelector('.speed span').textContent = fill(labels.per_second, { n: formatNumber(speed / pace) });
  }

  // Where the player stands, and the sentence of this position.
  show({ labels }, { index, count, playing, sentence }) {
    this.scrub.value = index;
    this.counter.textContent = fill(labels.count, { n: formatNumber(index + 1), count: formatNumber(count) });
    this.written.textContent = sentence;
    const next = playing ? 'pause' : 'play';
    this.sign('toggle', next, labels[next]);
    this.node.dataset.index = index;
    this.node.dataset.playing = playing;
  }

  speak(sentence, seen = false) {
    this.spoken.classList.toggle('seen', seen);
    if (this.spoken.textContent !== sentence) this.spoken.textContent = sentence;
  }

  writeFormula(formula) {
    if (this.formula.innerHTML !== formula) this.formula.innerHTML = formula;
    this.formula.hidden = !formula;
  }
}

function qrMarkup(rows) {
  const size = rows.length + 8;
  const dots = rows.flatMap((row, y) => [...row].map((bit, x) => (bit === '1' ? `M${x + 4},${y + 4}h1v1h-1z` : '')));
  const paper = `<rect width="${size}" height="${size}" fill="#fff"/>`;
  return `<svg viewBox="0 0 ${size} ${size}">${paper}<path d="${dots.join('')}"/></svg>`;
}
