/** A text with its mentions and triggers marked, its relations as arcs over it and as a list under it. */
import { drawArcs } from './arcs.js';
import { $, h, hue, quote } from './dom.js';

/** Cuts the text at every border of a mention or an evidence. */
function segments({ text, mentions, relations }) {
  const borders = new Set([0, text.length]);
  for (const { start, end } of [...mentions, ...relations.map(({ evidence }) => evidence)]) borders.add(start).add(end);
  const cuts = [...borders].sort((a, b) => a - b);
  let mention = 0;
  return cuts.slice(0, -1).map((start, index) => {
    while (mention < mentions.length && mentions[mention].end <= start) mention++;
    const inside = mention < mentions.length && mentions[mention].start <= start;
    const evidence = relations.flatMap(({ evidence }, at) =>
      evidence.start <= start && start < evidence.end ? [at] : [],
    );
    return { start, end: cuts[index + 1], mention: inside ? mention : undefined, evidence };
  });
}

const status = ({ modality, attribution, time, amounts = [] }) =>
  [attribution ? `${modality} by ${attribution.who}` : modality, time?.value, ...amounts.map(({ text }) => text)]
    .filter((part) => part && part !== 'asserted')
    .join(', ');

/** The name of a relation, in its colour. */
export function pill({ type, polarity }) {
  return h('span', { class: `pill ${polarity}`, hue: hue(`r:${type}`) }, polarity === 'negated' ? `not ${type}` : type);
}

/** Shows an extraction; `pick` is told of what is chosen: `{ mention }` or `{ relation }`, indexes. */
export function showExtraction(extraction, pick) {
  const { text, mentions, relations } = extraction;
  const box = $('text');
  box.replaceChildren();
  box.classList.remove('picked');
  const press = (choice) => ({
    click: (event) => {
      event.stopPropagation();
      pick(choice);
    },
    keydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      pick(choice);
    },
  });
  let open;
  let at;
  for (const { start, end, mention, evidence } of segments(extraction)) {
    const words = text.slice(start, end);
    const trigger =
      evidence.length > 0 &&
      h(
        'u',
        { 'data-r': evidence.join(' '), ...(mention === undefined ? press({ relation: evidence[0] }) : {}) },
        words,
      );
    if (mention === undefined) {
      open = undefined;
      box.append(trigger || document.createTextNode(h('i', {}, words).textContent));
      continue;
    }
    if (mention !== at || !open) {
      const { type, name, id } = mentions[mention];
      at = mention;
      open = h('mark', {
        tabindex: 0,
        role: 'button',
        class: id ? '' : 'unlisted',
        'data-m': mention,
        hue: hue(`t:${type}`),
        title: `${type}: ${name}${id ? '' : ' (in no dictionary)'}`,
        ...press({ mention }),
      });
      box.append(open);
    }
    open.append(trigger || document.createTextNode(h('i', {}, words).textContent));
  }
  const types = [...new Set(mentions.map(({ type }) => type))];
  $('legend').replaceChildren(
    ...types.map((type) =>
      h(
        'li',
        {},
        h('span', { class: 'type', hue: hue(`t:${type}`) }, type),
        ` ${mentions.filter((one) => one.type === type).length}`,
      ),
    ),
  );
  $('facts').textContent = `${mentions.length} mentions, ${relations.length} relations`;
  $('relations').replaceChildren(
    ...relations.map((relation, index) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', 'data-r': index, click: () => pick({ relation: index }) },
          quote(relation.subject.name),
          pill(relation),
          quote(relation.object.name),
          h('span', { class: 'meta' }, status(relation)),
        ),
      ),
    ),
  );
  if (relations.length === 0) $('relations').append(h('li', { class: 'meta' }, 'No relation is stated here.'));
  drawArcs(box, extraction);
}

/** Lights up what was picked and what belongs to it. */
export function highlight({ relations }, choice) {
  const box = $('text');
  for (const on of document.querySelectorAll('.on, .linked')) on.classList.remove('on', 'linked');
  const chosen =
    choice?.relation !== undefined
      ? [choice.relation]
      : relations.flatMap(({ subject, object }, index) =>
          choice && [subject.mention, object.mention].includes(choice.mention) ? [index] : [],
        );
  box.classList.toggle('picked', chosen.length > 0);
  const mark = (index) => index !== undefined && box.querySelector(`mark[data-m="${index}"]`);
  for (const index of chosen) {
    const { subject, object } = relations[index];
    for (const one of [mark(subject.mention), mark(object.mention)]) if (one) one.classList.add('linked');
    for (const u of box.querySelectorAll('u'))
      if (u.dataset.r.split(' ').includes(String(index))) u.classList.add('linked');
    box.querySelector(`.arc[data-r="${index}"]`)?.classList.add('on');
    $('relations').querySelector(`[data-r="${index}"]`)?.classList.add('on');
  }
  if (choice?.mention !== undefined) mark(choice.mention)?.classList.add('on');
}

export { status };
