import { conjugate } from '../../../src/dictionary/conjugate.js';
import { chunk } from '../../../src/extract/grammar/chunks.js';
import { buildClauses, type Clause } from '../../../src/extract/grammar/clauses.js';
import type { NounPhrase } from '../../../src/extract/grammar/phrases.js';
import { type Tagged, tag } from '../../../src/extract/grammar/tag.js';
import type { EntityMention } from '../../../src/extract/mention.js';
import { sentences } from '../../../src/text/sentences.js';
import { tokenise } from '../../../src/text/tokenise.js';

/** What the sentences of these tests call a mention. */
const NAMES = new Set(['Acme', 'Bolt', 'Cora', 'Dell']);
const VERBS = ['fine', 'supply', 'make', 'sell', 'buy', 'lease', 'ask', 'plan', 'open', 'say'];

const classes = new Map<string, number>();
for (const verb of VERBS)
  for (const { form, classes: bits } of conjugate(verb)) classes.set(form, (classes.get(form) ?? 0) | bits);

/** The first sentence of a text, tagged. */
export function tagText(text: string): Tagged {
  const tokens = tokenise(text);
  const mentions: EntityMention[] = [];
  for (let at = 0; at < tokens.count; at++) {
    const word = text.slice(tokens.start[at], tokens.end[at]);
    if (NAMES.has(word)) mentions.push({ first: at, last: at + 1, type: 'name', name: word } as EntityMention);
  }
  return tag(tokens, sentences(tokens)[0]!, mentions, classes);
}

/** Its clauses, each as "link marker subject > verb > objects > phrases"; what is not there is left out. */
export function clausesOf(text: string): string[] {
  const tagged = tagText(text);
  const clauses = buildClauses(tagged, chunk(tagged), {
    says: new Set(['said', 'says']),
    objectControl: new Set(['asked']),
    nominals: new Map([['lab', [{ type: 'name' }]]]),
  });
  return clauses.map((clause) => show(clause, tagged.words));
}

function show(clause: Clause, words: readonly string[]): string {
  const plain = (one: NounPhrase): string => words.slice(one.first, one.last).join(' ');
  const list = (label: string, phrases: readonly NounPhrase[]): string =>
    phrases.length > 0 ? ` ${label}(${phrases.map(plain).join(', ')})` : '';
  const full = (one: NounPhrase): string =>
    plain(one) + list('and', one.conjuncts) + list('such as', one.members) + list('is', one.appositions);
  const { link, marker, subject, verb, objects, phrases } = clause;
  return [
    [link, marker].filter(Boolean).join(' '),
    subject ? full(subject) : '',
    verb
      ? `${verb.negated ? 'negated ' : ''}${verb.passive ? 'passive ' : ''}${words.slice(verb.first, verb.last).join(' ')}`
      : '',
    objects.map(full).join(' + '),
    phrases.map((one) => `${one.preposition} ${one.object ? full(one.object) : ''}`).join(' + '),
  ]
    .join(' > ')
    .replace(/( > )+$/, '');
}
