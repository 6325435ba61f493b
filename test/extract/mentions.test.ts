import { describe, expect, it } from 'vitest';
import { compileDictionary } from '../../src/dictionary/compile.js';
import { findMentions, type MentionOptions } from '../../src/extract/mentions.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

/** A world of its own: the code knows no type, so that these tests need not either. */
const { dictionary, diagnostics } = compileDictionary([
  {
    path: 'types.yaml',
    text: `types:
  - { id: guild, kinds: [smith, herald], fields: [parent], references: { parent: guild }, legalForms: [Inc, "Co., Ltd"], citedKinds: [herald], shortForms: true }
  - { id: blade, kinds: [sword], fields: [maker, family, series, patterns], references: { maker: guild, family: blade }, plurals: true }
  - { id: crown, kinds: [throne], fields: [metonyms], acts: true }
  - { id: land, kinds: [realm, town], fields: [demonyms, adjectives], places: true }
`,
  },
  {
    path: 'guilds.yaml',
    text: `type: guild
entries:
  - { id: varn, name: Varn, kind: smith }
  - { id: oak, name: Oak, kind: smith, weak: true, near: [sword], notNear: [tree] }
  - { id: old, name: Oldname, kind: smith, until: 2020-01-01 }
  - { id: post, name: Daily Crier, kind: herald }
`,
  },
  {
    path: 'blades.yaml',
    text: `type: blade
entries:
  - { id: z1, name: Zed 100, kind: sword, maker: varn, series: Zed, patterns: ["Zed ###@?"] }
  - { id: q7, name: Q7, kind: sword, maker: oak }
`,
  },
  {
    path: 'crowns.yaml',
    text: `type: crown
entries:
  - { id: elm-throne, name: Elmish throne, kind: throne, metonyms: [{ text: Elmburg, keeps: false }] }
`,
  },
  {
    path: 'lands.yaml',
    text: `type: land
entries:
  - { id: elmland, name: Elmland, aliases: [E.L.], kind: realm, demonyms: [Elmish], adjectives: [E.L.] }
  - { id: elmburg, name: Elmburg, kind: town }
`,
  },
  { path: 'ignore.yaml', text: `type: ignore\nentries:\n  - { text: Varn Street, why: "They met in Varn Street." }\n` },
  {
    path: 'discovery.yaml',
    text: `discovery:
  words:
    function: [the, a, in, of, and, for, which, has, is, at, by]
    titles: [mr]
    personRoles: [leader]
    given: [anna]
    actVerbs: [ban, order]
    auxiliaries: [has, will]
    actNouns: [ban]
    placeBefore: [in, from]
    say: [said]
    citing: [according to]
    domain: [anvil]
  types:
    guild: { heads: [Forge], nouns: [smithy, forger], verbs: [forge, sell/sold], objects: [bought], possessed: [hammer], suffixes: [backed] }
    crown: { heads: [Court, Council], openers: [Court, Ministry], tails: [guards], alone: [heralds], nouns: [court], verbs: [judge] }
    land: { nouns: [town], suffixes: [based] }
`,
  },
]);

function find(text: string, options: MentionOptions = {}): string[] {
  const tokens = tokenise(text);
  return findMentions(tokens, sentences(tokens), dictionary, options).map(
    ({ text: surface, type, name, id }) => `${surface}/${type}${name === surface ? '' : `=${name}`}${id ? '' : '?'}`,
  );
}

describe('findMentions', () => {
  it('has a dictionary without errors', () => expect(diagnostics).toEqual([]));

  it.each([
    ['a known name', 'It bought from Varn.', ['Varn/guild']],
    ['a legal form', 'It bought Varn Inc. for gold.', ['Varn Inc./guild=Varn']],
    ['an ignored name around it', 'They met in Varn Street.', []],
    ['a weak name with support', 'The sword came from Oak.', ['Oak/guild']],
    ['a weak name without', 'Oak burns slowly.', []],
    ['a weak name that is forbidden', 'The sword leans on the Oak, a tree.', []],
    ['a weak name beside what it makes', 'It took Oak and its Q7.', ['Oak/guild', 'Q7/blade']],
    ['a model of a pattern', 'It has a Zed 250B.', ['Zed 250B/blade']],
    ['a plural', 'It has 30 Q7s.', ['Q7s/blade=Q7']],
    ['an elided head', 'It has the Zed 100 and 250, both old.', ['Zed 100/blade', '250/blade=Zed 250?']],
    ['no elided head for a quantity', 'The Zed 100 and 250 apples rust.', ['Zed 100/blade']],
    ['a capital that acts', 'Elmburg has banned swords.', ['Elmburg/crown=Elmish throne']],
    ['a capital that is a place', 'It rained in Elmburg.', ['Elmburg/land']],
    ['the act of a capital', "Elmburg's ban hurts.", ['Elmburg/crown=Elmish throne']],
    ['an adjective', 'The E.L. market fell.', []],
    ['the same as a noun', 'It came from the E.L. and left.', ['E.L./land=Elmland']],
    ['a nationality', 'The Elmish trader left.', []],
    ['a body by its tail', 'Elmish guards came.', ['Elmish guards/crown?']],
    ['a body by its opener', 'The Ministry of Swords and Shields left.', ['Ministry of Swords and Shields/crown?']],
    ['a body that is a word', 'The heralds came.', ['heralds/crown?']],
    ['a source', 'Swords rust, the Daily Crier said.', []],
    [
      'a source that acts',
      'The Daily Crier bought an anvil. It sold it. Varn bought Daily Crier.',
      ['Varn/guild', 'Daily Crier/guild'],
    ],
    ['an unknown name by its head', 'It fears Grimm Forge.', ['Grimm Forge/guild?']],
    ['an unknown name by its legal form', 'It fears Grimm Co., Ltd. now.', ['Grimm Co., Ltd./guild=Grimm?']],
    ['an unknown name by its appositive', 'It fears Grimm, a smithy in the hills.', ['Grimm/guild?']],
    ['an unknown name after a noun', 'It fears the smithy Grimm.', ['Grimm/guild?']],
    ['an unknown name by what was done to it', 'Varn bought Grimm.', ['Varn/guild', 'Grimm/guild?']],
    ['an unknown name beside a hyphen', 'A Grimm-backed army came.', ['Grimm/guild?']],
    [
      'a short form',
      'It fears Grimm Forge. Then Grimm sold a sword.',
      ['Grimm Forge/guild?', 'Grimm/guild=Grimm Forge?'],
    ],
    [
      'an abbreviation',
      'It fears Grimm Iron Forge (GIF). GIF fell.',
      ['Grimm Iron Forge/guild?', 'GIF/guild=Grimm Iron Forge?', 'GIF/guild=Grimm Iron Forge?'],
    ],
    ['a person with a title', 'Mr. Varn left.', []],
    ['a person with a given name', 'Anna Varn left.', []],
    ['a person with a role', 'It fears Grimm, the leader of the hills.', []],
    ['a ticker', 'Varn (XYZ: VARN) fell.', ['Varn/guild']],
    ['a subsidiary', 'It fears Varn Elmland today.', ['Varn Elmland/guild?']],
    ['nothing at all', '', []],
  ])('%s', (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('knows when a name was in use', () => {
    expect(find('It bought Oldname.', { publishedAt: '2019-06-01' })).toEqual(['Oldname/guild']);
    expect(find('Varn sold it, says Oldname.', { publishedAt: '2021-06-01T10:00:00Z' })).toEqual(['Varn/guild']);
  });

  it('says why', () => {
    const tokens = tokenise('It fears Grimm, a smithy. Varn fell.');
    const [unknown, known] = findMentions(tokens, sentences(tokens), dictionary, {
      kindsOf: (noun) => (noun === 'smithy' ? ['smith'] : []),
    });
    expect(unknown).toMatchObject({
      by: { rule: 'discover', evidence: ['appositive "smithy"'] },
      kinds: ['smith'],
      first: 2,
      last: 3,
    });
    expect(known).toMatchObject({
      by: { rule: 'gazetteer', entry: 'guilds.yaml:3' },
      id: 'guild:varn',
      kinds: ['smith'],
    });
  });
});
