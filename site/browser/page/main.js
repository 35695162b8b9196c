// In the page, before Streamlit's own scripts: its server is Python in a worker.
import { keepForLater } from './offline.js';
import { Progress } from './progress.js';
import { Python } from './python.js';
import { recording } from './recording.js';
import { answerRequests } from './requests.js';
import { socketClass } from './socket.js';

const STAGE_WITHIN = 1500; // ms: a page without a stage does not have one then
const facts = window.unfoldedSite;

const progress = new Progress(facts);
const python = new Python(facts, progress);
const recorded = recording(facts);
window.WebSocket = socketClass(python, recorded);
answerRequests(python, facts.root);
python.ready.then(() => keepForLater(facts));

// Python takes the processor: it begins when the recorded picture stands.
function beginBehindStage(since) {
  const stands = document.querySelector('.stage[data-index]');
  if (stands || performance.now() - since > STAGE_WITHIN) python.begin();
  else requestAnimationFrame(() => beginBehindStage(since));
}
recorded.then((found) => (found ? beginBehindStage(performance.now()) : python.begin()));
