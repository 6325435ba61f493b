import { describe, expect, test } from 'vitest';
import { clausesOf } from './sentences.js';

const cases: [construction: string, text: string, clauses: string[]][] = [
  ['passive', 'The firm was fined by the regulator.', ['main > the firm > passive was fined >  > by the regulator']],
  [
    'relative',
    'The regulator, which fined the firm, opened an inquiry.',
    ['main > the regulator > opened > an inquiry', 'relative which > the regulator > fined > the firm'],
  ],
  [
    'participle',
    'Chips made by the firm are sold.',
    ['main > chips > passive are sold', 'participle > chips > passive made >  > by the firm'],
  ],
  [
    'gerund',
    'The firm supplies the lab after buying a plant.',
    ['main > the firm > supplies > the lab', 'gerund after > the firm > buying > a plant'],
  ],
  [
    'infinitive under subject control',
    'The firm plans to buy chips.',
    ['main > the firm > plans', 'infinitive to > the firm > to buy > chips'],
  ],
  [
    'infinitive under object control',
    'The firm asked the lab to buy chips.',
    ['main > the firm > asked > the lab', 'infinitive to > the lab > to buy > chips'],
  ],
  [
    'coordinated verbs',
    'The firm makes chips and sells servers.',
    ['main > the firm > makes > chips', 'coordinate and > the firm > sells > servers'],
  ],
  [
    'coordinated nouns',
    'The firm supplies Acme, Bolt and Cora.',
    ['main > the firm > supplies > acme and(bolt, cora)'],
  ],
  ['apposition', 'Acme, a maker of chips, supplies the lab.', ['main > acme is(a maker) > supplies > the lab']],
  [
    'members',
    'The firm supplies labs such as Acme and Bolt.',
    ['main > the firm > supplies > labs such as(acme, bolt)'],
  ],
  [
    'gapping',
    'Acme leases from Bolt, and Cora from Dell.',
    ['main > acme > leases >  > from bolt', 'coordinate and > cora > leases >  > from dell'],
  ],
  [
    'contrast',
    'Acme leases from Bolt but not from Cora.',
    ['main > acme > leases >  > from bolt', 'coordinate but > acme > negated leases >  > from cora'],
  ],
  [
    'complement',
    'The firm said it would sell chips.',
    ['main > the firm > said', 'complement > it > would sell > chips'],
  ],
  [
    'attribution',
    'The lab buys chips, the firm said.',
    ['main > the lab > buys > chips', 'attribution > the firm > said'],
  ],
  ['headline', 'Acme to buy Bolt', ['main > acme', 'infinitive to > acme > to buy > bolt']],
  ['dateline', 'SINGAPORE — The firm sells chips.', ['main > singapore', 'main > the firm > sells > chips']],
];

describe('clauses', () => {
  test.each(cases)('%s: %s', (_, text, clauses) => {
    expect(clausesOf(text)).toEqual(clauses);
  });
});
