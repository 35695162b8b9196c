// Uploads and downloads go to the server too: where no service worker may be (plain http), nobody else could answer.
const OF_SERVER = /^(media|_stcore\/upload_file|component)\//;

export function answerRequests(python, root) {
  const ofServer = (url) => {
    const { origin, pathname, search } = new URL(url, root);
    const own = new URL(root);
    const path = pathname.slice(own.pathname.length);
    if (origin !== own.origin || !pathname.startsWith(own.pathname) || !OF_SERVER.test(path)) return null;
    return { path: `/${path}`, query: search.slice(1) };
  };
  window.fetch = fetchFrom(python, ofServer, window.fetch);
  window.XMLHttpRequest = requestClass(python, ofServer);
  HTMLAnchorElement.prototype.click = clickOn(python, ofServer, HTMLAnchorElement.prototype.click);
}

// Streamlit asks by it whether a download is there.
function fetchFrom(python, ofServer, fetch) {
  return async (asked, options = {}) => {
    const found = ofServer(asked instanceof Request ? asked.url : asked);
    if (!found) return fetch.call(window, asked, options);
    const { method = 'GET' } = options;
    const { status, headers, body } = await python.ask({ method, ...found, headers: [], body: null });
    return new Response(method === 'HEAD' ? null : body, { status, headers });
  };
}

function requestClass(python, ofServer) {
  return class extends XMLHttpRequest {
    open(method, url, ...more) {
      const found = ofServer(url);
      this.asked = found && { method, ...found, headers: [] };
      if (!found) super.open(method, url, ...more);
    }

    setRequestHeader(name, value) {
      if (this.asked) this.asked.headers.push([name, value]);
      else super.setRequestHeader(name, value);
    }

    async send(body) {
      if (!this.asked) {
        super.send(body);
        return;
      }
      const form = new Response(body);
      const kind = form.headers.get('content-type');
      const others = this.asked.headers.filter(([name]) => !kind || name.toLowerCase() !== 'content-type');
      const headers = kind ? [...others, ['content-type', kind]] : others;
      this.answer = await python.ask({ ...this.asked, headers, body: new Uint8Array(await form.arrayBuffer()) });
      for (const name of ['readystatechange', 'load', 'loadend']) this.dispatchEvent(new ProgressEvent(name));
    }

    get readyState() {
      return this.answer ? 4 : super.readyState;
    }

    get status() {
      return this.answer ? this.answer.status : super.status;
    }

    get statusText() {
      return this.answer ? '' : super.statusText;
    }

    get responseURL() {
      return this.answer ? this.asked.path : super.responseURL;
    }

    get response() {
      return this.answer ? this.responseText : super.response;
    }

    get responseText() {
      return this.answer ? new TextDecoder().decode(this.answer.body) : super.responseText;
    }

    getAllResponseHeaders() {
      if (!this.answer) return super.getAllResponseHeaders();
      return this.answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }
  };
}

// A download: its file is fetched here, and handed over under its name.
function clickOn(python, ofServer, click) {
  return function () {
    const found = ofServer(this.href);
    if (!found) return click.call(this);
    return python.ask({ method: 'GET', ...found, headers: [], body: null }).then(({ status, headers, body }) => {
      if (status !== 200) return;
      const { 'content-type': type, 'content-disposition': told = '' } = Object.fromEntries(headers);
      const named = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(told);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([body], { type }));
      link.download = this.download || (named ? decodeURIComponent(named[1]) : '');
      click.call(link);
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    });
  };
}
