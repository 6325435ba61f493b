/** Events as they come. The browser reconnects by itself and goes on where it was. */
import { $, h, hue, quote } from './dom.js';
import { pill, status } from './text.js';

const TYPES = ['document.extracted', 'relation.asserted', 'relation.retracted', 'document.rejected'];
const MOST = 200;

let source;
let paused = false;
const held = [];

/** Opens the feed with the filters that are set; a change of them opens it anew. */
export function openFeed(relations) {
  if ($('f-relation').length === 1) {
    for (const relation of relations) $('f-relation').append(h('option', {}, relation));
    $('filters').addEventListener('change', connect);
    $('filters').addEventListener('submit', (event) => {
      event.preventDefault();
      connect();
    });
    $('pause').addEventListener('click', () => {
      paused = !paused;
      $('pause').setAttribute('aria-pressed', String(paused));
      $('pause').textContent = paused ? 'Go on' : 'Pause';
      if (!paused) for (const event of held.splice(0)) add(event);
    });
  }
  if (!source) connect();
}

export function closeFeed() {
  source?.close();
  source = undefined;
}

function connect() {
  closeFeed();
  $('events').replaceChildren();
  held.length = 0;
  const query = new URLSearchParams();
  for (const [name, id] of [
    ['type', 'f-type'],
    ['relation', 'f-relation'],
    ['entity', 'f-entity'],
  ]) {
    const value = $(id).value.trim();
    if (value) query.set(name, value);
  }
  const since = $('f-since').value;
  query.set('since', /^\d+$/.test(since) ? new Date(Date.now() - Number(since) * 1000).toISOString() : since);
  source = new EventSource(`/events?${query}`);
  source.onopen = () => {
    $('feed-state').textContent = 'connected';
  };
  source.onerror = () => {
    $('feed-state').textContent = 'connecting again …';
  };
  for (const type of TYPES) {
    source.addEventListener(`chokepoint.${type}.v1`, ({ data }) => {
      const event = JSON.parse(data);
      if (paused) held.push(event);
      else add(event);
      if (held.length > MOST) held.shift();
    });
  }
}

function add(event) {
  const list = $('events');
  list.prepend(card(event));
  while (list.children.length > MOST) list.lastElementChild.remove();
}

const VERBS = { extracted: 210, asserted: 130, retracted: 25, rejected: 345 };

function card({ type, subject, time, data }) {
  const verb = type.split('.').at(-2);
  const { relation, sentence, document: about, dictionaryVersion, counts, reason } = data;
  const line =
    verb === 'asserted'
      ? [
          quote(relation.subject.name),
          pill(relation),
          quote(relation.object.name),
          h('span', { class: 'meta' }, status(relation)),
        ]
      : verb === 'retracted'
        ? [
            quote(relation.subject),
            h('span', { class: 'pill', hue: hue(`r:${relation.type}`) }, relation.type),
            quote(relation.object),
            h('span', { class: 'meta' }, reason),
          ]
        : verb === 'rejected'
          ? [h('span', { class: 'bad' }, `${data.code}: ${reason}`)]
          : [`${data.mentions.length} mentions, ${counts.relations} relations`];
  return h(
    'li',
    {},
    h('p', { class: 'line' }, h('span', { class: 'tag', hue: VERBS[verb] }, verb), ...line),
    sentence ? h('p', {}, quote(sentence)) : '',
    h(
      'p',
      { class: 'meta' },
      link(about),
      quote(subject),
      ` · ${new Date(time).toLocaleString()}`,
      dictionaryVersion ? ` · dictionary ${dictionaryVersion}` : '',
    ),
  );
}

/** The document's title, linked where its address is one of the web. */
function link({ title, url } = {}) {
  if (!title && !url) return '';
  const web = /^https?:\/\//i.test(url ?? '');
  const text = title || url;
  return web
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, quote(text), ' ')
    : h('span', {}, quote(text), ' · ');
}
