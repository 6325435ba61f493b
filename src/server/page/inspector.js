/** What was picked: why it is there, and the dictionary entry behind it, to be changed. */

import { $, h, hue, quote, terms } from './dom.js';
import { openEditor } from './editor.js';
import { pill, status } from './text.js';

let turn = 0;

/** Shows a mention or a relation. `bench` is what the editor works with, see app.js. */
export async function inspect(extraction, choice, bench) {
  const mine = ++turn;
  const box = $('inspector');
  const { mentions, relations } = extraction;
  const editor = h('div', { class: 'editor' });
  // Where everything stands in one column, it would open out of sight.
  if (matchMedia('(max-width: 62rem)').matches) setTimeout(() => box.parentElement.scrollIntoView({ block: 'start' }));
  if (choice.mention !== undefined) {
    const { text, type, name, id, by } = mentions[choice.mention];
    box.replaceChildren(
      h('p', { class: 'name' }, quote(name), ' ', h('span', { class: 'tag', hue: hue(`t:${type}`) }, type)),
      terms([
        ['stands as', quote(text)],
        ['entry', id ?? 'in no dictionary'],
        ['rule', by.rule],
        ['line', by.entry && h('code', {}, by.entry)],
        ['because of', by.evidence?.join('; ')],
      ]),
      editor,
    );
    const own = id?.slice(type.length + 1);
    const question = by.entry && id ? { place: by.entry, id: own } : { type, name };
    await openEditor(editor, question, bench, () => mine === turn);
  } else {
    const relation = relations[choice.relation];
    const { subject, object, by, evidence, confidence, polarity, attribution } = relation;
    box.replaceChildren(
      h('p', { class: 'name' }, quote(subject.name), ' ', pill(relation), ' ', quote(object.name)),
      terms([
        ['trigger', quote(`“${evidence.text}”`)],
        ['status', [polarity, status(relation)].filter(Boolean).join(', ')],
        ['source', attribution?.who],
        ['frame', h('code', {}, by.frame)],
        ['line', h('code', {}, by.entry)],
        ['steps', by.steps.length > 0 ? by.steps.join('; ') : 'none was needed'],
        ['confidence', `${Math.round(confidence * 100)} %`],
      ]),
      editor,
    );
    await openEditor(editor, { place: by.entry }, bench, () => mine === turn);
  }
}

/** Nothing is picked. */
export function inspectNothing() {
  turn++;
  $('inspector').replaceChildren(
    h('p', { class: 'meta' }, 'Pick a marked name or a relation: here stands what made it, and the entry to change.'),
  );
}
