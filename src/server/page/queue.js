/** Queue, stream, throughput and dead letters, asked for every two seconds while they are looked at. */
import { ask } from './api.js';
import { $, h, notify, quote } from './dom.js';

const EVERY_MS = 2_000;
const KEPT = 60;

let timer;
let last;
const rates = [];

export function openQueue() {
  if (timer) return;
  void look();
  timer = setInterval(look, EVERY_MS);
}

export function closeQueue() {
  clearInterval(timer);
  timer = undefined;
  last = undefined;
}

async function look() {
  try {
    const [{ queue, stream, engine, at }, dead] = await Promise.all([ask('/workbench/status'), ask('/workbench/dead')]);
    if (last) rates.push(Math.max(0, ((stream.committed - last.committed) / (at - last.at)) * 1000));
    last = { committed: stream.committed, at };
    if (rates.length > KEPT) rates.shift();
    const { waiting, active, delayed, failed } = queue.jobs;
    const numbers = [
      ['Waiting jobs', waiting],
      ['At work', active],
      ['Delayed', delayed],
      ['Failed', failed],
      ['Oldest waits', age(queue.oldestSeconds)],
      ['Documents kept', queue.documents],
      ['Dead letters', queue.dead],
      ['Events in the stream', stream.events],
      ['Ever committed', stream.committed],
      ['Events a second', (rates.at(-1) ?? 0).toFixed(1)],
      ['Engine', engine],
    ];
    $('numbers').replaceChildren(
      ...numbers.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
    );
    const top = Math.max(1, ...rates);
    const points = rates.map((rate, index) => `${(index / (KEPT - 1)) * 300},${57 - (rate / top) * 54}`);
    $('spark').firstElementChild.setAttribute('points', points.join(' '));
    $('groups').replaceChildren(
      ...stream.groups.map(({ group, lag, pending, oldestPendingSeconds }) =>
        h('tr', {}, h('td', {}, group), h('td', {}, lag), h('td', {}, pending), h('td', {}, age(oldestPendingSeconds))),
      ),
    );
    if (stream.groups.length === 0)
      $('groups').append(h('tr', {}, h('td', { colspan: 4, class: 'meta' }, 'No group reads the stream yet.')));
    showDead(dead);
  } catch (error) {
    notify(error.message, true);
  }
}

/** The number of dead letters, for the way in. */
export async function countDead() {
  const { count } = await ask('/workbench/dead').catch(() => ({ count: 0 }));
  badge(count);
}

function badge(count) {
  $('dead-count').hidden = count === 0;
  $('dead-count').textContent = String(count);
}

function showDead({ count, letters }) {
  badge(count);
  $('dead-note').textContent = count === 0 ? 'None: everything could be worked off.' : `${count}, the oldest first`;
  const act = (verb, id) => async () => {
    try {
      await ask(`/workbench/dead/${verb}`, { id });
      await look();
    } catch (error) {
      notify(error.message, true);
    }
  };
  $('dead').replaceChildren(
    ...letters.map(({ key, kind, documentId, code, reason, at }) =>
      h(
        'tr',
        {},
        h('td', {}, quote(documentId)),
        h('td', {}, code),
        h('td', {}, quote(reason)),
        h('td', {}, new Date(at).toLocaleString()),
        h(
          'td',
          {},
          kind === 'document'
            ? h('button', { type: 'button', 'aria-label': `Retry ${documentId}`, click: act('retry', key) }, 'Retry')
            : '',
          ' ',
          h('button', { type: 'button', 'aria-label': `Drop ${documentId}`, click: act('drop', key) }, 'Drop'),
        ),
      ),
    ),
  );
}

function age(seconds) {
  if (!seconds) return '–';
  return seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7_200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3_600)} h`;
}
