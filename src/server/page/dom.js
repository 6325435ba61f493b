/** Building the page. Text from outside becomes text nodes and nothing else: no markup of it is ever read. */

const SVG = 'http://www.w3.org/2000/svg';
const UNSHOWABLE = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Text as it may be shown: control characters and direction overrides become U+FFFD, one code unit for one. */
export function shown(text) {
  return String(text).replace(UNSHOWABLE, '\ufffd');
}

export const $ = (id) => document.getElementById(id);

/** An element: `h('p', { class: 'meta' }, 'text', child)`. Functions among the properties listen; `hue` colours. */
export function h(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** The same for SVG. */
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'hue') element.style.setProperty('--h', String(value));
    else if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : shown(value));
  }
  for (const child of children.flat()) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(shown(child)));
  }
  return element;
}

/** A name or quotation from outside: its writing direction stays its own. */
export function quote(text) {
  return h('bdi', {}, text);
}

/** A list of terms: `[term, description]`, empty descriptions left out. */
export function terms(pairs) {
  return h(
    'dl',
    { class: 'kv' },
    pairs
      .filter(([, value]) => value !== undefined && value !== '')
      .flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]),
  );
}

const HUES = [210, 25, 275, 130, 345, 175, 50, 305, 95, 240, 0, 155];
const hues = new Map();

/** Gives a name its hue: the same for as long as the page is open. */
export function hue(name) {
  if (!hues.has(name)) hues.set(name, HUES[hues.size % HUES.length]);
  return hues.get(name);
}

/** Says something to everybody, screen readers among them. */
export function notify(text, wrong = false) {
  const notice = $('notice');
  notice.textContent = shown(text);
  notice.classList.toggle('wrong', wrong);
  notice.hidden = text === '';
}
