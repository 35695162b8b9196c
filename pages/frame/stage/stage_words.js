// The nodes of a stage and the words on them: buttons, counter, spoken sentence, table.
const said = {};

// A place may be drawn after its words have come, or anew.
function fillPlaces() {
  document.querySelectorAll('[data-said]').forEach((place) => {
    const words = said[place.dataset.said];
    if (words !== undefined && place.words !== words) {
      place.innerHTML = words;
      place.words = words;
    }
  });
}

const wordedStage = {
  makeNodes() {
    this.node = document.createElement('div');
    this.node.className = 'stage';
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.node.innerHTML =
      '<div class="scene"><svg role="group"></svg><div class="qr"></div></div>' +
      '<div class="written"></div>' +
      '<div class="player"><button data-do="first"></button><button data-do="back"></button>' +
      '<button data-do="toggle" class="main"></button><button data-do="on"></button>' +
      '<input type="range" class="scrub" min="0" step="1"><span class="count"></span>' +
      '<label class="speed"><input type="range" min="1" max="30" step="1"><span></span></label>' +
      '<button data-do="pin"></button><button data-do="present"></button><button data-do="keys">?</button></div>' +
      '<p class="spoken" aria-live="polite"></p><div class="keys" hidden></div>' +
      '<details class="as-table"><summary></summary><div></div></details>';
    this.root.append(this.node);
    this.formula = document.createElement('div');
    this.formula.className = 'formula';
    this.root.append(this.formula);
    this.sceneNode = this.node.querySelector('.scene');
    this.svg = this.node.querySelector('svg');
    this.written = this.node.querySelector('.written');
    this.spoken = this.node.querySelector('.spoken');
    this.scrub = this.node.querySelector('.scrub');
    this.counter = this.node.querySelector('.count');
    this.speedBox = this.node.querySelector('.speed input');
    this.table = this.node.querySelector('.as-table');
    this.node.value = (map, plane, i, j) => this.scene.grids[map].value(plane, i, j);
  },

  // The labels are written when they are others, and only then: most changes of a scene leave them as they are.
  words() {
    const { labels, troubled, qr } = this.scene;
    const { player } = this;
    const spoken = JSON.stringify([labels, qr]);
    if (spoken !== this.labelled) this.label(labels, qr);
    this.labelled = spoken;
    this.node.classList.toggle('troubled', troubled);
    this.button('pin').setAttribute('aria-pressed', Boolean(this.pinned));
    this.scrub.max = player.count - 1;
    this.speedBox.value = player.speed;
    this.node.querySelector('.speed span').textContent = fill(labels.per_second, { n: player.speed });
    this.table.hidden = !this.view || this.view.table === View.prototype.table; // a view without one offers none
  },

  button(what) {
    return this.node.querySelector(`[data-do=${what}]`);
  },

  label(labels, qr) {
    this.node.setAttribute('aria-label', labels.stage);
    this.svg.setAttribute('aria-label', labels.stage);
    const names = { ...labels, keys: labels.keys_title };
    for (const what of ['first', 'back', 'on', 'pin', 'present', 'keys']) {
      const button = this.button(what);
      button.textContent = SIGNS[what];
      button.title = names[what];
      button.setAttribute('aria-label', names[what]);
    }
    this.scrub.setAttribute('aria-label', labels.scrub);
    this.speedBox.setAttribute('aria-label', labels.speed);
    this.table.querySelector('summary').textContent = labels.table;
    this.node.querySelector('.keys').innerHTML = labels.keys.split('\n').map((line) => `<div>${escapeText(line)}</div>`).join('');
    this.node.querySelector('.qr').innerHTML = qr ? qrMarkup(qr) : '';
  },

  // The words around the stage: the formula under it, the others where the page keeps a place for them.
  sayAround({ formula = '', ...others }) {
    if (this.formula.innerHTML !== formula) this.formula.innerHTML = formula;
    this.formula.hidden = !formula;
    Object.assign(said, others);
    fillPlaces();
  },

  speakPosition(index) {
    this.speak(fill(this.scene.labels.spoken, {
      n: index + 1, count: this.player.count, ...this.view.place(index), sum: this.view.sentence(index),
    }));
  },

  speak(sentence, seen = false) {
    this.spoken.classList.toggle('seen', seen);
    if (this.spoken.textContent !== sentence) this.spoken.textContent = sentence;
  },

  fillTable() {
    if (this.table.open) this.table.querySelector('div').innerHTML = this.view.table(this.scene.labels.table_caption);
  },
};

function qrMarkup(rows) {
  const size = rows.length + 8;
  const dots = rows.flatMap((row, y) => [...row].map((bit, x) => (bit === '1' ? `M${x + 4},${y + 4}h1v1h-1z` : '')));
  return `<svg viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dots.join('')}"/></svg>`;
}
