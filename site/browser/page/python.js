// The worker that Python runs in: begun once, spoken to by messages.
export class Python {
  constructor(facts, progress) {
    this.facts = facts;
    this.progress = progress;
    this.waiting = [];
    this.sockets = new Map();
    this.ready = new Promise((resolve) => {
      this.isReady = resolve;
    });
  }

  begin() {
    const { facts, progress } = this;
    this.worker = new Worker(new URL(facts.worker, facts.root), { type: 'module' });
    this.worker.onmessage = ({ data }) => this.heard(data);
    this.worker.onerror = (event) => progress.failed(navigator.onLine ? 'broken' : 'no_network', event.message);
    const { root, pyodide, packages, course, archives, switchStacks } = facts;
    this.worker.postMessage({ type: 'begin', root, pyodide, packages, course, archives, switchStacks });
    for (const told of this.waiting.splice(0)) this.worker.postMessage(...told);
    progress.begin();
  }

  tell(message, transferred = []) {
    if (this.worker) this.worker.postMessage(message, transferred);
    else this.waiting.push([message, transferred]);
  }

  // One request to the server: {status, headers, body}.
  ask(request) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      this.tell({ type: 'ask', ...request, port: port2 }, [port2]);
    });
  }

  heard(data) {
    if (data.type === 'came') this.progress.came(data.bytes);
    else if (data.type === 'mark') performance.mark(`python ${data.name}`);
    else if (data.type === 'failed') this.progress.failed(data.why, data.error);
    else if (data.type === 'ready') {
      performance.mark('python ready');
      this.progress.done();
      this.isReady();
    } else this.sockets.get(data.number)?.heard(data);
  }
}
