/** The workbench: one document, what it says, why, and the dictionaries behind it. */
import { ask } from './api.js';
import { drawArcs } from './arcs.js';
import { $, h, notify } from './dom.js';
import { closeFeed, openFeed } from './feed.js';
import { openInbox } from './inbox.js';
import { inspect, inspectNothing } from './inspector.js';
import { closeQueue, countDead, openQueue } from './queue.js';
import { highlight, showExtraction } from './text.js';

let state = { relations: [] };
/** The document as it was extracted, what came of it, and what is shown: that, or a preview. */
let shown = { document: undefined, extraction: undefined, preview: undefined };
let about = {};

const bench = {
  document: () => shown.document,
  preview(extraction) {
    shown.preview = extraction;
    $('preview-note').hidden = !extraction;
    // The picked thing may be gone or stand elsewhere: the preview is to look at; picking goes on from what is saved.
    showExtraction(extraction ?? shown.extraction, extraction ? pickFromPreview : pick);
  },
  async saved() {
    await loadState();
    await extract();
  },
};

function pick(choice) {
  highlight(shown.extraction, choice);
  void inspect(shown.extraction, choice, bench);
}

function pickFromPreview(choice) {
  highlight(shown.preview, choice);
}

/** What is in the form, as a document. */
function given() {
  const body = $('source').value;
  if (body.trim() === '') return undefined;
  return { ...about, [$('format').value]: body };
}

async function extract() {
  const document = given();
  if (!document) return notify('Paste a text first, or pick a sample.', true);
  $('extract').disabled = true;
  try {
    const extraction = await ask('/extract', document);
    shown = { document, extraction, preview: undefined };
    $('result').hidden = false;
    $('preview-note').hidden = true;
    showExtraction(extraction, pick);
    highlight(extraction, undefined);
    inspectNothing();
  } catch (error) {
    notify(error.message, true);
  } finally {
    $('extract').disabled = false;
  }
}

async function push() {
  const document = given();
  if (!document) return notify('Paste a text first, or pick a sample.', true);
  try {
    const { documentId, status } = await ask('/documents', document);
    notify(`${documentId}: ${status}. Its events come under Events once a worker has taken it.`);
  } catch (error) {
    notify(error.message, true);
  }
}

async function loadState() {
  state = await ask('/workbench/state');
  const { version, published, samples, diagnostics = [] } = state;
  const sample = $('sample');
  if (sample.length === 1) for (const name of samples) sample.append(h('option', {}, name));
  $('publish').disabled = !version || published === version || diagnostics.length > 0;
  $('version').textContent = version
    ? `dictionary ${version}${published ? (published === version ? ' · published' : ` · published is ${published}`) : ''}`
    : 'loading the dictionaries …';
  if (diagnostics.length > 0) {
    const [{ file, line, message }] = diagnostics;
    notify(`The dictionaries have ${diagnostics.length} errors. ${file}:${line} ${message}`, true);
  }
  if (!version) setTimeout(loadState, 1_000);
}

async function publish() {
  $('publish').disabled = true;
  try {
    const { version } = await ask('/workbench/publish', {});
    notify(
      `Published ${version}: every worker takes it within two seconds. chokepoint reprocess brings kept documents up to date.`,
    );
  } catch (error) {
    notify(error.message, true);
  }
  await loadState();
}

function show() {
  const wanted = ['try', 'inbox', 'feed', 'queue'].find((name) => location.hash === `#${name}`) ?? 'try';
  for (const link of document.querySelectorAll('nav a')) {
    const current = link.dataset.view === wanted;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    $(`view-${link.dataset.view}`).hidden = !current;
  }
  if (wanted === 'feed') openFeed(state.relations ?? []);
  else closeFeed();
  if (wanted === 'inbox') void openInbox(loadState);
  if (wanted === 'queue') openQueue();
  else closeQueue();
}

$('document').addEventListener('submit', (event) => {
  event.preventDefault();
  void extract();
});
$('source').addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') void extract();
});
$('source').addEventListener('paste', () => setTimeout(extract));
$('source').addEventListener('input', () => {
  about = {};
  $('sample').value = '';
});
$('sample').addEventListener('change', async () => {
  const name = $('sample').value;
  if (name === '') return;
  try {
    const { text, html, ...rest } = await ask(`/workbench/samples/${encodeURIComponent(name)}`);
    about = rest;
    $('source').value = text ?? html;
    $('format').value = text === undefined ? 'html' : 'text';
    await extract();
  } catch (error) {
    notify(error.message, true);
  }
});
$('push').addEventListener('click', () => void push());
$('publish').addEventListener('click', () => void publish());
$('preview-end').addEventListener('click', () => bench.preview(undefined));
$('arcs-on').addEventListener('change', () => {
  const extraction = shown.preview ?? shown.extraction;
  $('text').querySelector('.arcs')?.remove();
  if (extraction) drawArcs($('text'), extraction);
});
// Wide tables are scrolled, also without a mouse.
for (const region of document.querySelectorAll('.scroll')) region.tabIndex = 0;
addEventListener('hashchange', show);
loadState()
  .then(show)
  .catch((error) => notify(error.message, true));
void countDead();
