// Softmax worked out class by class: the score about zero, e to its power, and its share of the sum of all these.
class SoftmaxView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    this.count = scene.classes.length;
    this.narrow = width < 640;
    this.present = document.documentElement.hasAttribute('data-present');
    const top = this.present ? 46 : 34;
    this.row = (height - top - (this.narrow ? 20 : 4)) / (this.count + 1);
    this.type = Math.min(this.row * 0.56, this.present ? 24 : this.narrow ? 13 : 18);
    const named = this.type * 5.4;
    const gap = this.narrow ? 8 : 30;
    this.right = width - MARGIN - (scene.qr ? 116 : 0); // the QR code's corner
    const w = (this.right - MARGIN - named - 2 * gap) / 3;
    this.columns = [0, 1, 2].map((n) => ({ x: MARGIN + named + n * (w + gap), w }));
    this.top = top;
    const { labels } = scene;
    const said = this.narrow ? ['s', 'eˢ', 'eˢ ÷ Σ'] : [labels.score, labels.power, labels.share];
    const heads = said.map((word, n) => [word, n ? 'window' : 'output']);
    this.svg.innerHTML = heads.map(([word, role], n) => `<text class="title role-${role}" style="font-size:${Math.min(this.type, 17)}px" x="${this.columns[n].x}" y="${top / 2}">${escapeText(word)}</text>`).join('') +
      '<g class="moving"></g>';
    this.moving = this.svg.querySelector('.moving');
  }

  get atOnce() { return true; } // a hand sees all classes; only the clock fills them in

  get pace() { return 4; }

  values() { return ['scores', 'powers', 'chances'].map((name) => this.scene.arrays[name].values); }

  show(index, revealed) {
    const { classes, total, sum, winner, labels } = this.scene;
    const [scores, powers, chances] = this.values();
    const low = Math.max(0, -Math.min(...scores));
    const high = Math.max(0, ...scores);
    const parts = [];
    classes.forEach((name, k) => {
      const y = this.top + k * this.row;
      const look = `softmax-row${k === index ? ' now' : ''}${k === winner ? ' best' : ''}`;
      const seen = k <= revealed || k === index;
      parts.push(
        `<g class="${look}" data-panel="class" data-k="${k}"><rect class="row-paper" x="${MARGIN - 8}" y="${y + 1}" width="${this.right - MARGIN + 16}" height="${this.row - 2}" rx="7"/>` +
        `<text class="score-name" x="${MARGIN}" y="${y + this.row / 2}" font-size="${this.type}">${escapeText(name)}</text>` +
        this.bar(0, y, scores[k], low, high, 'score', k) +
        (seen ? this.bar(1, y, powers[k], 0, Math.max(...powers), 'power', k) + this.bar(2, y, chances[k], 0, 1, 'chance', k, (v) => `${formatNumber(100 * v)}%`) : '') + '</g>',
      );
    });
    const y = this.top + this.count * this.row + this.row / 2;
    const about = (value) => `${isRounded(value) ? '≈' : '='} ${formatNumber(value)}`;
    const whole = [[about(sum), sum], [about(total), total], ['= 100%', 1]];
    parts.push(
      `<path class="rule" d="M${MARGIN},${y - this.row / 2 + 1}H${this.right}"/><text class="score-name" x="${MARGIN}" y="${y}" font-size="${this.type}">Σ</text>` +
      whole.map(([said, value], n) => `<text class="score-value" data-map="whole" data-k="${n}" data-v="${value}" x="${this.columns[n].x + this.columns[n].w}" y="${y}" font-size="${this.type}">${said}</text>`).join('') +
      (this.narrow ? '' : `<text class="detail-line" x="${this.columns[0].x}" y="${y}">${escapeText(labels.means_nothing)}</text>`),
    );
    this.moving.innerHTML = parts.join('');
  }

  bar(n, y, value, low, high, map, k, written = formatNumber) {
    const { x, w } = this.columns[n];
    const free = w - this.type * 4;
    const zero = x + (free * low) / (low + high || 1);
    const long = Math.max((free * Math.abs(value)) / (low + high || 1), 1);
    return (
      `<g class="score${value < 0 ? ' below' : ''}" data-map="${map}" data-k="${k}" data-v="${value}"><rect x="${value < 0 ? zero - long : zero}" y="${y + this.row * 0.22}" width="${long}" height="${this.row * 0.56}"/>` +
      `<text class="score-value" x="${x + w}" y="${y + this.row / 2}" font-size="${this.type}">${written(value)}</text></g>`
    );
  }

  sentence(index) {
    const { total, labels, classes } = this.scene;
    const [scores, powers, chances] = this.values();
    const sign = isRounded(powers[index]) ? '≈' : '=';
    return fill(labels.worked, {
      name: classes[index], score: formatNumber(scores[index]), power: `${sign} ${formatNumber(powers[index])}`,
      total: formatNumber(total), short: formatNumber(powers[index]), chance: formatNumber(100 * chances[index]),
    });
  }

  place(index) { return { name: this.scene.classes[index] }; }

  hit(x, y) {
    const k = Math.floor((y - this.top) / this.row);
    return k >= 0 && k < this.count ? { panel: 'class', k } : null;
  }

  preview(hit) { return hit.k; }

  tap(hit) { return { go: hit.k }; }

  table(caption) {
    const { labels, classes } = this.scene;
    const [scores, powers, chances] = this.values();
    const rows = classes.map((name, k) => `<tr><th scope="row">${escapeText(name)}</th><td>${formatNumber(scores[k])}</td><td>${formatNumber(powers[k])}</td><td>${formatNumber(100 * chances[k])}%</td></tr>`);
    const head = [labels.score, labels.power, labels.share].map((said) => `<th scope="col">${escapeText(said)}</th>`).join('');
    return `<table><caption>${escapeText(caption)}</caption><tr><td></td>${head}</tr>${rows.join('')}</table>`;
  }
}
VIEWS.softmax = SoftmaxView;
