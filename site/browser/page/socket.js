// In the place of the page's WebSocket: its other end is Python in the worker.
const STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };

export function socketClass(python, recorded) {
  let count = 0;

  class Socket extends EventTarget {
    constructor(url, protocols = []) {
      super();
      Object.assign(this, { url: String(url), protocol: '', extensions: '', binaryType: 'arraybuffer' });
      Object.assign(this, { readyState: STATES.CONNECTING, bufferedAmount: 0 });
      Object.assign(this, { onopen: null, onmessage: null, onclose: null, onerror: null });
      this.number = ++count;
      this.held = null; // what is said while the picture is a recording: Python does not know its parts yet
      python.sockets.set(this.number, this);
      this.connect([protocols].flat());
    }

    // Only the first of a page has a recording to show; those after it come from a lost connection.
    async connect(protocols) {
      this.recorded = this.number === 1 ? await recorded : null;
      const page = this.recorded?.page ?? '';
      python.tell({ type: 'open', number: this.number, protocols, recorded: page });
      if (this.recorded) this.open(protocols[0]);
    }

    send(data) {
      const message = new Uint8Array(data).slice(); // handed over, and its sender may go on with its own
      if (this.held) this.held.push(message);
      else this.pass(message);
      if (this.recorded && !this.held) this.replay();
    }

    pass(message) {
      python.tell({ type: 'send', number: this.number, message }, [message.buffer]);
    }

    // The page has asked for its first run.
    replay() {
      this.held = [];
      const { messages } = this.recorded;
      this.recorded = null;
      for (const message of messages) this.say(message);
    }

    close(code = 1000, reason = '') {
      if (this.readyState >= STATES.CLOSING) return;
      this.readyState = STATES.CLOSING;
      python.tell({ type: 'close', number: this.number, code });
      setTimeout(() => this.end(code, reason), 0);
    }

    // ---- from Python

    heard(data) {
      if (data.type === 'opened') this.open(data.protocol);
      else if (data.type === 'said') this.say(data.message.buffer);
      else if (data.type === 'finished') this.release();
      else if (data.type === 'closed') this.end(data.code, data.reason);
    }

    // Its own first run is drawn: what was moved meanwhile counts now.
    release() {
      const { held } = this;
      this.held = null;
      document.documentElement.dataset.python = 'up';
      for (const message of held ?? []) this.pass(message);
    }

    open(protocol) {
      if (this.readyState !== STATES.CONNECTING) return;
      this.readyState = STATES.OPEN;
      this.protocol = protocol;
      this.fire(new Event('open'));
    }

    say(data) {
      if (this.readyState === STATES.OPEN) this.fire(new MessageEvent('message', { data }));
    }

    end(code, reason) {
      if (this.readyState === STATES.CLOSED) return;
      this.readyState = STATES.CLOSED;
      python.sockets.delete(this.number);
      this.fire(new CloseEvent('close', { code, reason, wasClean: true }));
    }

    fire(event) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }
  }
  Object.assign(Socket, STATES);
  Object.assign(Socket.prototype, STATES);
  return Socket;
}
