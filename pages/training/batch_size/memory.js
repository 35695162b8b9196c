// What training needs in memory, a stacked bar a batch size, under the lines of what machines have. The scale follows the
// bar of now, so that each line is met as it comes.
class MemoryView extends View {
  build(scene, choice, width, height) {
    super.build(scene, choice, width, height);
    const { shape: [count], values } = scene.arrays.parts;
    this.values = values;
    this.count = count;
    const narrow = width < 640;
    this.box = { x: narrow ? 40 : 70, y: narrow ? 62 : TITLE + 6, w: width - (narrow ? 56 : 270), h: height - (narrow ? 100 : 84) };
    this.svg.innerHTML = `<g>${this.legend(narrow)}</g>`;
    this.moving = node('g', { 'aria-hidden': 'true' }, this.svg);
  }

  legend(narrow) {
    const { labels, kinds } = this.scene;
    return kinds.map(({ id, role }, n) => {
      const x = MARGIN + (narrow ? (n % 2) * (this.width / 2 - 10) : n * Math.min(190, this.width / 4.4));
      const y = 16 + (narrow ? Math.floor(n / 2) * 20 : 0);
      return `<rect class="memory-${id}" style="fill:var(--role-${role})" x="${x}" y="${y - 7}" width="14" height="14"/><text class="plot-key" x="${x + 20}" y="${y}">${escapeText(labels[`memory_${id}`])}</text>`;
    }).join('');
  }

  total(n) { return [0, 1, 2, 3].reduce((sum, part) => sum + this.values[n * 4 + part], 0); }

  show(index) {
    const { scene, box } = this;
    const narrow = this.width < 640;
    const { lines, batches, kinds, chosen } = scene;
    const now = this.total(index);
    // The next line comes into sight when the bar has grown to a third of it.
    const next = (lines.find((line) => line.bytes >= now) || { bytes: now * 1.06 }).bytes * 1.06;
    const top = Math.min(next, now * 3);
    const y = (bytes) => box.y + box.h * (1 - bytes / top);
    const wide = box.w / this.count;
    const every = Math.ceil((document.documentElement.hasAttribute('data-present') ? 84 : narrow ? 34 : 46) / wide); // bars a name
    const parts = [];
    // On a phone a line's name stands on it, where the bars are low.
    let free = box.y + box.h + 8; // from the lowest line up, no name on another
    lines.forEach(({ bytes, name, fits }) => {
      if (bytes > top) return;
      const at = Math.min(y(bytes) - (narrow ? 8 : 0), free - (narrow ? 16 : 0));
      free = at - (narrow ? -3 : 18);
      parts.push(
        `<path class="memory-line${bytes < now ? ' broken' : ''}" d="M${box.x},${y(bytes)}h${box.w + 4}${narrow ? '' : `l6,${at - y(bytes)}`}"/>` +
          `<text class="memory-name" x="${narrow ? box.x + 4 : box.x + box.w + 13}" y="${at}">${escapeText(fill(scene.labels[fits ? 'fits' : 'fits_not'], { name, fits: formatNumber(fits) }))}</text>`,
      );
    });
    for (let n = 0; n < this.count; n += 1) {
      const x = box.x + n * wide + 2;
      let at = 0;
      kinds.forEach(({ id, role }, part) => {
        const bytes = this.values[n * 4 + part];
        if (n <= index && at < top) {
          parts.push(`<rect class="memory-part memory-${id}" style="fill:var(--role-${role})" x="${x}" y="${y(Math.min(at + bytes, top))}" width="${wide - 4}" height="${Math.max((box.h * (Math.min(at + bytes, top) - at)) / top, 0)}" data-map="memory" data-i="${n}" data-d="${part}" data-v="${bytes}"/>`);
        }
        at += bytes;
      });
      const mark = batches[n] === chosen ? ' role-window' : '';
      if (n % every === 0) parts.push(`<text class="tick${mark}" x="${x + wide / 2 - 2}" y="${box.y + box.h + 14}">${formatNumber(batches[n])}</text>`);
    }
    parts.push(`<path class="lines" d="M${box.x},${box.y + box.h}h${box.w}"/><text class="tick" style="text-anchor:end" x="${box.x + box.w}" y="${box.y + box.h + 30}">${escapeText(scene.labels.axis_batch)}</text>`);
    this.moving.innerHTML = parts.join('');
  }

  tap() { return null; }

  sentence(index) {
    const { batches, gib, labels } = this.scene;
    return fill(labels.said_memory, { batch: formatNumber(batches[index]), gib: formatNumber(this.total(index) / gib), activations: formatNumber(this.values[index * 4 + 3] / gib) });
  }
}
VIEWS.memory = MemoryView;
