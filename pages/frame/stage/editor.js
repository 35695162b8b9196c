// Editing a cell in the grid itself: a number box laid over the cell.
const LARGEST_EDIT = 99;

export class CellEditor {
  constructor(host, { commit, next, complain, close }) {
    this.host = host;
    Object.assign(this, { commit, next, complain, close });
  }

  open(hit, place, value, label) {
    this.end();
    this.hit = hit;
    const box = document.createElement('input');
    Object.assign(box, { className: 'cell-editor', inputMode: 'text', value: String(value), ariaLabel: label });
    const size = Math.max(place.cell, 34);
    Object.assign(box.style, {
      left: `${place.x + (place.cell - size) / 2}px`,
      top: `${place.y + (place.cell - size) / 2}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
    box.addEventListener('keydown', (event) => this.key(event));
    box.addEventListener('blur', () => {
      if (this.box === box && this.accept()) this.end();
    });
    this.box = box;
    this.host.append(box);
    box.focus();
    box.select();
  }

  key(event) {
    event.stopPropagation();
    if (event.key === 'Escape') {
      this.end();
      this.close();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      if (!this.accept()) return;
      const { hit } = this;
      this.end();
      if (event.key === 'Tab') this.next(hit, event.shiftKey ? -1 : 1);
      else this.close();
    }
  }

  // True when what was typed is a number the grid can hold; otherwise a sentence, and the text stays.
  accept() {
    const plain = this.box.value.trim().replace(/[−－]/g, '-');
    const typed = plain.replace(/[０-９]/g, (c) => '０１２３４５６７８９'.indexOf(c));
    const value = Number(typed.replace('。', '.').replace(',', '.'));
    if (typed === '' || !Number.isFinite(value) || Math.abs(value) > LARGEST_EDIT) {
      this.box.classList.add('bad');
      this.complain(this.box.value);
      return false;
    }
    this.commit(this.hit, Math.round(value * 100) / 100);
    return true;
  }

  end() {
    const { box } = this;
    this.box = null;
    if (box) box.remove();
  }
}

// The cell so many further on in reading order, or null beyond the ends.
export function cellBeside(hit, step, rows, columns) {
  const at = hit.i * columns + hit.j + step;
  return at < 0 || at >= rows * columns ? null : { ...hit, i: Math.floor(at / columns), j: at % columns };
}
