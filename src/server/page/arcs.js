/** Relations as arcs, laid over the text where the browser has put the words. */
import { $, hue, svg } from './dom.js';

let observer;

/** Draws the arcs of an extraction into its text, and again whenever the text is laid out anew. */
export function drawArcs(box, { relations }) {
  observer?.disconnect();
  const on = $('arcs-on').checked && relations.length > 0;
  box.classList.toggle('arced', on);
  if (!on) return;
  const mark = (index) => (index === undefined ? null : box.querySelector(`mark[data-m="${index}"]`));
  const trigger = (index) => [...box.querySelectorAll('u')].find((u) => u.dataset.r.split(' ').includes(String(index)));
  const arcs = relations.flatMap(({ type, polarity, subject, object }, index) => {
    const from = mark(subject.mention) ?? trigger(index);
    const to = mark(object.mention) ?? trigger(index);
    if (!from || !to || from === to) return [];
    const [path, head] = [svg('path'), svg('path', { class: 'head' })];
    const label = svg('text', {}, polarity === 'negated' ? `not ${type}` : type);
    const group = svg('g', { class: `arc ${polarity}`, 'data-r': index, hue: hue(`r:${type}`) }, path, head, label);
    return [{ from, to, path, head, label, group }];
  });
  box.prepend(svg('svg', { class: 'arcs', 'aria-hidden': 'true' }, ...arcs.map(({ group }) => group)));
  const draw = () => {
    const base = box.getBoundingClientRect();
    const used = new Map();
    for (const arc of arcs) place(arc, base, used);
  };
  observer = new ResizeObserver(draw);
  observer.observe(box);
  draw();
}

function spot(element, base) {
  const rect = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return { x: rect.left + rect.width / 2 - base.left, y: rect.top - base.top, low: rect.bottom - base.top };
}

function place({ from, to, path, head, label }, base, used) {
  const [a, b] = [spot(from, base), spot(to, base)];
  const row = Math.round(Math.min(a.y, b.y) / 8);
  const turn = used.get(row) ?? 0;
  used.set(row, turn + 1);
  if (Math.abs(a.y - b.y) < 6) {
    const top = a.y - 8 - (turn % 4) * 6;
    const side = b.x >= a.x ? 1 : -1;
    const bend = Math.min(30, Math.abs(b.x - a.x) / 3);
    const up = `M${a.x} ${a.y} C${a.x + side * 4} ${top} ${a.x + side * bend} ${top} ${a.x + side * (bend + 4)} ${top}`;
    const down = `L${b.x - side * (bend + 4)} ${top} C${b.x - side * bend} ${top} ${b.x - side * 4} ${top} ${b.x} ${b.y - 3}`;
    set(path, { d: `${up} ${down}` });
    set(label, { x: (a.x + b.x) / 2, y: top + 3 });
    set(head, { d: arrow(b.x, b.y, true) });
    return;
  }
  const falls = a.y < b.y;
  const [start, end, lean] = falls ? [a.low, b.y, 22] : [a.y, b.low, -22];
  const [lower, upper] = falls ? [b, a] : [a, b];
  set(path, { d: `M${a.x} ${start} C${a.x} ${start + lean} ${b.x} ${end - lean} ${b.x} ${end - (falls ? 3 : -3)}` });
  set(label, { x: lower.x * 0.85 + upper.x * 0.15, y: lower.y - 11 });
  set(head, { d: arrow(b.x, end, falls) });
}

function arrow(x, y, falls) {
  return `M${x - 4} ${y - (falls ? 6 : -6)} l8 0 L${x} ${y} z`;
}

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
}
