// The window on a volume, and the wires from it to what it makes in the next.

Object.assign(VolumesView.prototype, {
  // A block through the whole depth of a box, over these rows and columns; what lies in the padding is cut off.
  prism(box, y, rows, columns, look) {
    if (box.fc) return `<path class="${look}" d="M${box.x - 2},${y - 2}h${box.w + 4}v${box.h + 4}h${-box.w - 4}z"/>`;
    const [top, bottom] = rows.map((n) => Math.min(Math.max(n, 0), box.rows));
    const [left, right] = columns.map((n) => Math.min(Math.max(n, 0), box.columns));
    const step = box.h / box.rows;
    const at = (row, column, depth) => `${box.x + depth * box.w + column * box.ox},${y + row * step - column * box.oy}`;
    return (
      `<path class="${look} thin" d="M${at(top, left, 0)}L${at(top, left, 1)}L${at(bottom, left, 1)}L${at(bottom, left, 0)}z"/>` +
      (box.ox ? `<path class="${look} thin" d="M${at(top, left, 0)}L${at(top, right, 0)}L${at(top, right, 1)}L${at(top, left, 1)}z"/>` +
        `<path class="${look}" d="M${at(top, left, 1)}L${at(top, right, 1)}L${at(bottom, right, 1)}L${at(bottom, left, 1)}z"/>` : '')
    );
  },

  wires(before, y, stop, after, to, share) {
    const step = before.fc ? 0 : before.h / before.rows;
    const clamp = (n, most) => Math.min(Math.max(n, 0), most);
    const start = (row, column) => (before.fc
      ? `${before.x + before.w},${y + (row ? before.h : 0)}`
      : `${before.x + before.w + clamp(column, before.columns) * before.ox},${y + clamp(row, before.rows) * step - clamp(column, before.columns) * before.oy}`);
    const end = after.fc
      ? `${after.x},${to + share * after.h}`
      : `${after.x + (stop.j + 0.5) * after.ox},${to + (stop.i + 0.5) * (after.h / after.rows) - (stop.j + 0.5) * after.oy}`;
    const corners = before.fc ? [[0, 0], [1, 0]] : [[stop.rows[0], stop.columns[1]], [stop.rows[1], stop.columns[1]]];
    return corners.map(([r, c]) => `<path class="edges" d="M${start(r, c)}L${end}"/>`).join('');
  },

  // The furthest rows and columns that the windows on this volume reach.
  edges(box) {
    const k = this.boxes.indexOf(box) + 1;
    const own = this.range(k).map((n) => this.stop(n));
    if (!own.length) return [[0, box.rows], [0, box.columns]];
    return ['rows', 'columns'].map((axis) => [Math.min(...own.map((s) => s[axis][0])), Math.max(...own.map((s) => s[axis][1]))]);
  },
});
