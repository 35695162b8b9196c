// The course's server, in a web worker: Python by Pyodide, the course, and the kernel that drives it.
const PACKAGES = '/lib/site-packages';
const COURSE = '/course';
const waiting = []; // what the page said before Python was up
const host = self.location.host;
let facts; // what the build says: addresses, archives (index.html has them)
let archives; // of what comes later, by package: where it is, which modules are in it
let python;
let kernel;

self.onmessage = ({ data }) => {
  if (data.type === 'begin') begin(data);
  else if (kernel) answer(data);
  else waiting.push(data);
};

// ---- what Python says to the page

const bridge = {
  opened: (number, protocol) => postMessage({ type: 'opened', number, protocol }),
  said: (number, message) => postMessage({ type: 'said', number, message }, [message.buffer]),
  finished: (number) => postMessage({ type: 'finished', number }),
  closed: (number, code, reason) => postMessage({ type: 'closed', number, code, reason }),
  // Called by an import, which cannot wait for a promise.
  fetch_package: (name) => {
    const request = new XMLHttpRequest();
    request.open('GET', new URL(archives[name].address, facts.root), false);
    request.responseType = 'arraybuffer';
    request.send();
    python.unpackArchive(request.response, 'zip', { extractDir: PACKAGES });
  },
};

// ---- what the page says to Python

function answer(data) {
  const { number } = data;
  if (data.type === 'open') kernel.opened(number, data.protocols, host, data.recorded);
  else if (data.type === 'send') kernel.received(number, data.message);
  else if (data.type === 'close') kernel.closed(number, data.code);
  else if (data.type === 'ask') ask(data);
}

async function ask({ method, path, query, headers, body, port }) {
  try {
    const [status, answered, content] = await kernel.asked(method, path, query, headers, body, host);
    port.postMessage({ status, headers: answered, body: content });
  } catch (error) {
    port.postMessage({ status: 500, headers: [], body: String(error) });
  }
}

// ---- the start

async function begin(told) {
  facts = told;
  try {
    await start();
    for (const data of waiting) answer(data);
    postMessage({ type: 'ready' });
  } catch (error) {
    postMessage({ type: 'failed', why: reason(error), error: String((error && error.stack) || error) });
  }
}

async function start() {
  if (typeof WebAssembly === 'undefined') throw new Error('no WebAssembly');
  countBytes();
  const fetched = [facts.packages, facts.course].map(async (address) => (await get(address)).arrayBuffer());
  const listed = get(facts.archives).then((got) => got.json());
  const { loadPyodide } = await import(new URL('pyodide.mjs', new URL(facts.pyodide, facts.root)));
  const indexURL = new URL(facts.pyodide, facts.root).href;
  const [loaded, packages, course] = await Promise.all([loadPyodide({ indexURL, packages: [] }), ...fetched]);
  python = loaded;
  mark('loaded');
  python.unpackArchive(packages, 'zip', { extractDir: PACKAGES });
  python.unpackArchive(course, 'zip', { extractDir: COURSE });
  mark('unpacked');
  python.registerJsModule('bridge', bridge);
  python.runPython(`import sys\nsys.path[:0] = ['${COURSE}', '${PACKAGES}']`);
  archives = await listed;
  const modules = Object.entries(archives).map(([name, archive]) => [name, archive.modules]);
  python.pyimport('kernel.later').expect(python.toPy(Object.fromEntries(modules)), bridge.fetch_package);
  const found = python.pyimport('kernel.worker');
  mark('imported');
  await found.start(facts.switchStacks && 'Suspending' in WebAssembly);
  kernel = found;
}

// For the performance panel of the page's own tools.
const mark = (name) => postMessage({ type: 'mark', name });

async function get(address) {
  const got = await fetch(new URL(address, facts.root));
  if (!got.ok) throw new TypeError(`${address}: ${got.status}`);
  return got;
}

// Tell the page how much has come, as it comes. Not of WebAssembly: what a browser has compiled of it, it keeps for the
// next visit, but only of an answer that nobody has touched.
function countBytes() {
  const real = self.fetch;
  self.fetch = async (...asked) => {
    const got = await real(...asked);
    if (!got.ok || !got.body || String(asked[0]).endsWith('.wasm')) return got;
    const counted = new TransformStream({
      transform(chunk, controller) {
        postMessage({ type: 'came', bytes: chunk.byteLength });
        controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = got;
    return new Response(got.body.pipeThrough(counted), { status, statusText, headers });
  };
}

// What of the page's sentences says it.
function reason(error) {
  const text = String(error);
  if (/no WebAssembly/.test(text)) return 'no_webassembly';
  if (/memory/i.test(text)) return 'no_memory';
  if (/fetch|network|dynamically imported|: [45]\d\d$/i.test(text)) return 'no_network';
  return 'broken';
}
