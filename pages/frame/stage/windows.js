// A view whose positions are windows on an input: `scene.rows` and `scene.columns` tell which cells each one sees.
import { View } from './view.js';

export const LEAST_FRAME = 12; // px; the window on a photograph would be too small to be seen

export class WindowsView extends View {
  position(index) {
    return [Math.floor(index / this.scene.columns.length), index % this.scene.columns.length];
  }

  indexOf(i, j) {
    return i * this.scene.columns.length + j;
  }

  stride() {
    return this.scene.columns.length;
  }

  // The next stop of the clock: each cell of a small map; a coarse sweep over a large one.
  after(index) {
    if (!this.atOnce) return index + 1;
    const rows = this.scene.rows.length;
    const columns = this.scene.columns.length;
    const [i, j] = this.position(index);
    const stepDown = Math.ceil(rows / 32);
    const stepRight = Math.ceil(columns / 4);
    if (j + stepRight < columns) return this.indexOf(i, j + stepRight);
    return i + stepDown < rows ? this.indexOf(i + stepDown, 0) : this.count;
  }

  place(index) {
    const [i, j] = this.position(index);
    return { row: i + 1, column: j + 1, k: 1 };
  }

  // The position whose window's middle lies nearest to a point of the input.
  nearest([row, column]) {
    return this.indexOf(nearestWindow(this.scene.rows, row), nearestWindow(this.scene.columns, column));
  }
}

// Along one side: which of these windows has its middle nearest to a point.
export function nearestWindow(windows, at) {
  const away = windows.map((cells) => Math.abs(middleOf(cells) - at));
  return away.indexOf(Math.min(...away));
}

// The middle of a window that sees these cells.
export function middleOf(cells) {
  return (cells[0] + cells[cells.length - 1] + 1) / 2;
}
