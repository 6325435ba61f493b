/** The inbox of suggestions: one at a time, decided with keys; nothing is written before one says so. */
import { ask } from './api.js';
import { $, h, hue, notify, quote, terms } from './dom.js';

let inbox;
let at = 0;
let decided = [];
let afterwards = async () => {};

/** Opens the inbox; `saved` is called when decisions were written. */
export async function openInbox(saved) {
  afterwards = saved;
  if (inbox) return;
  $('suggestion').replaceChildren(h('p', { class: 'meta' }, 'Looking through the documents …'));
  try {
    inbox = await ask('/workbench/suggestions');
    at = 0;
    decided = [];
    show();
  } catch (error) {
    $('suggestion').replaceChildren(h('p', { class: 'bad' }, error.message));
  }
}

function show() {
  const { suggestions, kinds } = inbox;
  const suggestion = suggestions[at];
  const box = $('suggestion');
  $('write').disabled = decided.length === 0;
  $('write').textContent = decided.length === 0 ? 'Write' : `Write ${decided.length}`;
  $('decided').replaceChildren(
    ...decided.map(({ suggestion: { key }, decision }) => h('li', {}, `${decision.decision}: ${key}`)),
  );
  if (!suggestion) {
    box.replaceChildren(h('p', {}, suggestions.length === 0 ? 'Nothing to suggest.' : 'All decided.'), buttons(false));
    return;
  }
  const seen = `seen ${suggestion.count} times, documents: ${suggestion.documents}`;
  const contexts = h(
    'ul',
    { class: 'lines' },
    suggestion.contexts.map(({ text }) => h('li', {}, quote(text))),
  );
  const parts = suggestion.kind === 'name' ? nameParts(suggestion, kinds) : frameParts(suggestion);
  box.replaceChildren(
    h('p', { class: 'meta' }, `${at + 1} of ${suggestions.length} · ${seen}`),
    ...parts,
    contexts,
    buttons(true),
  );
}

function nameParts({ name, type, entityKind, similar }, kinds) {
  const kind = select('s-kind', kinds[type] ?? [], entityKind);
  const types = select('s-type', Object.keys(kinds), type);
  types.addEventListener('change', () => kind.replaceChildren(...options(kinds[types.value] ?? [])));
  return [
    h('p', { class: 'name' }, quote(name), ' ', type ? h('span', { class: 'tag', hue: hue(`t:${type}`) }, type) : ''),
    similar.length > 0 ? terms([['spelled like', similar.map((one) => `${one.name} (${one.id})`).join(', ')]]) : '',
    h('p', { class: 'bar' }, h('label', { for: 's-type' }, 'Type'), types, h('label', { for: 's-kind' }, 'Kind'), kind),
  ];
}

function frameParts({ verb, slot, subjectType, objectType, relations }) {
  const way = slot === 'object' || verb.includes(' ') ? '' : ` … ${slot}`;
  return [
    h(
      'p',
      { class: 'name' },
      `${subjectType} `,
      h('span', { class: 'pill', hue: 210 }, `${verb}${way}`),
      ` ${objectType}`,
    ),
    h(
      'p',
      { class: 'bar' },
      h('label', { for: 's-relation' }, 'Relation'),
      select('s-relation', relations, relations.length === 1 ? relations[0] : undefined),
      h('label', {}, h('input', { type: 'checkbox', id: 's-inverse' }), ' the other way round'),
    ),
  ];
}

function select(id, names, chosen) {
  const element = h('select', { id }, options(names));
  element.value = chosen ?? '';
  return element;
}

function options(names) {
  return [h('option', { value: '' }, 'choose'), ...names.map((name) => h('option', {}, name))];
}

function buttons(more) {
  const button = (label, key, style = '') =>
    h('button', { type: 'button', class: style, click: () => press(key) }, label);
  return h(
    'p',
    { class: 'bar' },
    more && button('Accept', 'a', 'main'),
    more && button('No entity', 'x'),
    more && button('Not now', 'i'),
    decided.length > 0 && button('Take back', 'u'),
  );
}

const WORDS = { a: 'accept', x: 'reject', i: 'ignore' };

function press(key) {
  const suggestion = inbox?.suggestions[at];
  if (key === 'u') {
    if (decided.pop()) at--;
    show();
    return;
  }
  const word = WORDS[key];
  if (!word || !suggestion) return;
  const decision = { key: suggestion.key, decision: word };
  if (word === 'accept' && suggestion.kind === 'name') {
    const [type, kind] = [$('s-type').value, $('s-kind').value];
    if (!type) return notify('Choose a type first.', true);
    Object.assign(decision, { type }, kind ? { entityKind: kind } : {});
  }
  if (word === 'accept' && suggestion.kind === 'frame') {
    const relation = $('s-relation').value;
    if (!relation) return notify('Choose a relation first.', true);
    Object.assign(decision, { relation, inverse: $('s-inverse').checked });
  }
  notify('');
  decided.push({ suggestion, decision });
  at++;
  show();
}

async function write() {
  $('write').disabled = true;
  try {
    const { done, failed, version } = await ask('/workbench/decide', { decided });
    notify([`${done.length} done, dictionary ${version}.`, ...failed].join(' '), failed.length > 0);
    inbox = undefined;
    await afterwards();
    await openInbox(afterwards);
  } catch (error) {
    notify(error.message, true);
    $('write').disabled = false;
  }
}

$('write').addEventListener('click', () => void write());
addEventListener('keydown', (event) => {
  const field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if ($('view-inbox').hidden || field || event.ctrlKey || event.metaKey || event.altKey) return;
  press(event.key);
});
