// A line at the foot of the page: how much of Python has come, and what went wrong where it cannot.
const STYLE = [
  'position: fixed; inset: auto auto 0.5rem 0.5rem; z-index: 1000000; max-width: min(36rem, 90vw); margin: 0',
  'padding: 0.25rem 0.75rem; border-radius: 0.5rem; font: 0.875rem/1.5 system-ui, sans-serif; pointer-events: none',
  'color-scheme: light dark; color: CanvasText; background: Canvas; box-shadow: 0 0 0.5rem #0006',
].join('; ');
const SHOWN_AFTER = 400; // ms: what is there sooner needs no line

export class Progress {
  constructor({ words, lang, bytes }) {
    this.words = words[lang];
    this.all = bytes;
    this.bytes = 0;
    this.line = document.createElement('p');
    this.line.className = 'python-comes';
    this.line.setAttribute('role', 'status');
    this.line.style.cssText = STYLE;
  }

  begin() {
    this.showing = setTimeout(() => this.show(), SHOWN_AFTER);
  }

  came(bytes) {
    this.bytes += bytes;
    if (this.line.isConnected) this.show();
  }

  show() {
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    const coming = this.bytes < this.all;
    this.say(
      coming
        ? this.words.coming.replace('{come}', megabytes(this.bytes)).replace('{all}', megabytes(this.all))
        : this.words.starting,
    );
  }

  say(text) {
    if (this.line.textContent !== text) this.line.textContent = text;
    if (!this.line.isConnected) document.body.append(this.line);
  }

  done() {
    clearTimeout(this.showing);
    this.line.remove();
  }

  // `why` is one of the sentences; the error itself is for who looks into the console.
  failed(why, error) {
    clearTimeout(this.showing);
    console.error(error);
    this.line.setAttribute('role', 'alert');
    this.say(this.words[why]);
  }
}
