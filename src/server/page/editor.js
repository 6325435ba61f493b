/** A dictionary entry as YAML: each change is previewed on the document at once, and can be tested and saved. */
import { ask, Failure } from './api.js';
import { h, notify } from './dom.js';

const WAIT_MS = 350;

/**
 * Opens the editor for a question (`{ place, id }` of an entry, `{ type, name }` of a new one).
 * `bench`: `document()`, `preview(extraction | undefined)`, `saved()`. `current()` is false when something else was picked.
 */
export async function openEditor(box, question, bench, current) {
  let unit;
  try {
    unit = await ask('/workbench/unit', question);
  } catch (error) {
    if (current()) box.replaceChildren(h('p', { class: 'bad' }, error.message));
    return;
  }
  if (!current()) return;
  const fresh = unit.line === 0;
  const where = fresh ? `new entry in ${unit.target.file}` : `${unit.file}:${unit.line}`;
  const moved = !fresh && unit.target.layer !== unit.layer ? ' · saved into your own folder, over the shipped one' : '';
  const area = h('textarea', {
    id: 'entry',
    spellcheck: 'false',
    rows: Math.min(16, 4 + unit.text.split('\n').length + Math.ceil(unit.text.length / 60)),
  });
  area.value = unit.text;
  const output = h('div', { role: 'status', 'aria-live': 'polite', id: 'outcome' });
  const button = (label, click, style = '') => h('button', { type: 'button', class: style, click }, label);
  const testing = button('Run tests', () => run(test));
  const widening = button('On the corpus', () => run(corpus));
  const saving = button('Save', () => run(save), 'main');
  const undo = button('Undo', () => {
    area.value = unit.text;
    changed();
  });
  box.replaceChildren(
    h('label', { for: 'entry' }, h('code', {}, where), h('span', { class: 'meta' }, moved)),
    unit.kinds?.length
      ? h('details', { class: 'meta' }, h('summary', {}, 'kinds that it may have'), unit.kinds.join(', '))
      : '',
    area,
    h('p', { class: 'bar' }, testing, widening, saving, undo),
    output,
  );
  const edit = () => ({
    file: unit.file,
    layer: unit.layer,
    line: unit.line,
    original: fresh ? '' : unit.text,
    text: area.value,
    ...(question.type ? { type: question.type } : {}),
  });
  const untouched = () => !fresh && area.value === unit.text;
  const say = (...parts) => current() && output.replaceChildren(...parts);
  let timer;
  let asked = 0;

  function changed() {
    clearTimeout(timer);
    undo.disabled = area.value === unit.text;
    saving.disabled = untouched();
    widening.disabled = untouched();
    if (untouched()) {
      asked++;
      say();
      bench.preview(undefined);
      return;
    }
    timer = setTimeout(() => void run(preview), WAIT_MS);
  }

  async function run(action) {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(h('p', { class: 'bad' }, error.message));
    }
  }

  async function preview() {
    const mine = ++asked;
    const document = bench.document();
    if (!document) return;
    const { fresh: wrong, errors, extraction, changes } = await ask('/workbench/preview', { edit: edit(), document });
    if (mine !== asked || !current()) return;
    say(problems(wrong), errors > 0 ? '' : differences(changes));
    if (errors === 0) bench.preview(extraction);
  }

  async function test() {
    testing.disabled = true;
    say(h('p', { class: 'meta' }, 'Running the tests …'));
    try {
      const { passed, failed, failures } = await ask('/workbench/tests', { edit: edit() });
      say(
        h(
          'p',
          { class: failed ? 'bad' : 'good' },
          failed ? `${failed} of ${passed + failed} tests fail` : `all ${passed} tests pass`,
        ),
        ...failures.map(({ file, line, text, differences: lines }) =>
          h(
            'div',
            {},
            h('p', { class: 'meta' }, `${file}:${line} ${text}`),
            list(lines.map((one) => [one.startsWith('-') ? 'gone' : 'come', one])),
          ),
        ),
      );
    } finally {
      testing.disabled = false;
    }
  }

  async function corpus() {
    widening.disabled = true;
    say(h('p', { class: 'meta' }, 'Reading the documents with both versions …'));
    try {
      const { documents, total, changes } = await ask('/workbench/corpus', { edit: edit() });
      say(
        h('p', { class: 'meta' }, `${total} changes in ${documents} documents`),
        list(
          changes.flatMap(({ documentId, before, after }) => [
            ...(before ? [['gone', `− ${documentId}: ${before}`]] : []),
            ...(after ? [['come', `+ ${documentId}: ${after}`]] : []),
          ]),
        ),
      );
    } finally {
      widening.disabled = untouched();
    }
  }

  async function save() {
    clearTimeout(timer);
    asked++;
    saving.disabled = true;
    try {
      const { saved, fresh: wrong, file, version } = await ask('/workbench/save', { edit: edit() });
      if (!saved) return say(h('p', { class: 'bad' }, 'Not saved:'), problems(wrong));
      notify(`Saved ${file}: dictionary ${version}. Workers that read these files take it; Publish hands it to all.`);
      await bench.saved();
    } finally {
      saving.disabled = untouched();
    }
  }

  area.addEventListener('input', changed);
  area.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    void run(save);
  });
  undo.disabled = true;
  widening.disabled = untouched();
  saving.disabled = untouched();
}

function list(items) {
  return h(
    'ul',
    { class: 'lines mono' },
    items.map(([style, text]) => h('li', { class: style }, text)),
  );
}

function problems(diagnostics) {
  if (diagnostics.length === 0) return '';
  return list(
    diagnostics.map(({ severity, code, line, column, message, hint }) => [
      severity === 'error' ? 'bad' : 'meta',
      `${line}:${column} ${code} ${message}${hint ? ` (${hint})` : ''}`,
    ]),
  );
}

function differences({ gone, come }) {
  if (gone.length + come.length === 0) return h('p', { class: 'meta' }, 'Nothing changes in this document.');
  return h(
    'div',
    {},
    h('p', { class: 'meta' }, 'In this document:'),
    list([...gone.map((line) => ['gone', `− ${line}`]), ...come.map((line) => ['come', `+ ${line}`])]),
  );
}
