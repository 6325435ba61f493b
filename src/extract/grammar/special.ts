/** What a word's neighbours decide before anything else is known of it: its tag, or nothing. */
export type Special = (words: readonly string[], tags: string[], at: number) => string | undefined;

const followedBy = (words: readonly string[], at: number, ...expected: string[]): boolean =>
  expected.every((word, index) => words[at + 1 + index] === word);
const NUMBER = /^(\d.*|\$|a|half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty)$/;
const ARTICLE = /^(an?|the|its|their|this|that)$/;
const AFTER_TURNED =
  /^(an?|the|its?|their|them|this|that|to|into|in|out|down|up|on|off|away|over|back|against|around|more|less|profitable|[.,;])$/;
const AUXILIARIES = new Set(['HAVE', 'BE', 'MD']);
const floating: Special = (_words, tags, at) =>
  AUXILIARIES.has(tags[at - 1] ?? '') || (tags[at - 1] === 'P' && tags.lastIndexOf('CC', at - 2) > 0) ? 'R' : undefined;

const degree: Special = (words, _tags, at) =>
  /^(known|placed|suited|equipped|positioned|connected|informed|described|understood)$/.test(words[at + 1] ?? '')
    ? 'R'
    : undefined;

const BEFORE_PAIR = new Set(['HAVE', 'BE', 'MD', 'P', 'PRP', 'WH', 'THAT', 'R', 'TO']);
const NO_VERB =
  /^(an?|the|its|their|this|that|these|those|of|in|on|at|to|from|for|with|by|party|side|company|firm|one|nor|or)$/;

/** Whether a word stands before the first of two verbs that "nor" or "or" joins. */
function correlates(words: readonly string[], tags: readonly string[], at: number, joint: string): boolean {
  if (!BEFORE_PAIR.has(tags[at - 1] ?? '') || NO_VERB.test(words[at + 1] ?? '.')) return false;
  return words.slice(at + 2, at + 16).includes(joint);
}

/** Parts before a hyphen that change a verb, not a noun: "re-export", "co-develop", "mass-produce". */
const PREFIXES = ['re', 'co', 'pre', 'mass', 'cross', 'double', 'jointly', 'hand', 'custom', 'fast', 'dual'];
const VERB_BEFORE = new Set(['TO', 'MD', 'HAVE', 'BE', 'DO', 'NOT', 'R']);
const prefix: Special = (words, tags, at) => {
  if (words[at + 1] !== '-' || !VERB_BEFORE.has(tags[at - 1] ?? '')) return undefined;
  tags[at + 1] = 'R';
  return 'R';
};

/** What makes an adverb with "in": "is in turn weighing", "has in effect stopped". */
const ADVERBIAL = new Set([
  'turn',
  'effect',
  'fact',
  'part',
  'time',
  'theory',
  'principle',
  'practice',
  'private',
  'secret',
]);
const insideVerb: Special = (words, tags, at) => {
  if (!ADVERBIAL.has(words[at + 1] ?? '')) return undefined;
  const before = tags[at - 1] === 'R' ? tags[at - 2] : tags[at - 1];
  if (before === 'BE') return /(ing|ed|ly)$/.test(words[at + 2] ?? '') ? 'R' : undefined;
  return (before === 'HAVE' || before === 'MD') && words[at + 2] !== 'for' ? 'R' : undefined;
};

/** "has never met X, much less sold to it": what comes after is all the more not so. */
const allTheLess: Special = (words, tags, at) => (words[at + 1] === 'less' && tags[at - 1] === ',' ? 'CC' : undefined);

/** Words whose reading their neighbours fix, each with the case that made it necessary. */
export const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ...PREFIXES.map((word): [string, Special] => [word, prefix]),
  // "no longer supplies": both words negate the verb.
  [
    'longer',
    (words, tags, at) => {
      if (words[at - 1] !== 'no') return undefined;
      tags[at - 1] = 'NOT';
      return 'R';
    },
  ],
  // "trains there no longer", "does not train there any longer".
  [
    'any',
    (words, _tags, at) =>
      /^(longer|more)$/.test(words[at + 1] ?? '') && /^[.,;]$/.test(words[at + 2] ?? '.') ? 'R' : undefined,
  ],
  // "gave X leave to bring".
  [
    'leave',
    (words, _tags, at) =>
      words[at + 1] === 'to' &&
      words
        .slice(Math.max(0, at - 10), at)
        .some((word) => /^(give|gives|gave|given|giving|grant|grants|granted|granting|get|got|won)$/.test(word))
        ? 'N'
        : undefined,
  ],
  // "with computing capacity".
  [
    'computing',
    (words, _tags, at) => (/^(capacity|power|resources?|time)$/.test(words[at + 1] ?? '') ? 'N' : undefined),
  ],
  // "$5 million worth of chips" against "worth $5 million".
  ['worth', (words, _tags, at) => (words[at + 1] === 'of' ? 'N' : undefined)],
  // "stopped short of".
  ['short', (words, _tags, at) => (words[at + 1] === 'of' ? 'R' : undefined)],
  // "not only X but also Y" affirms both.
  ['not', (words, _tags, at) => (['only', 'merely', 'just', 'simply'].includes(words[at + 1] ?? '') ? 'R' : undefined)],
  // "have both restricted", "X and Y both buy".
  ['both', floating],
  // "sells phones all over Africa".
  ['all', (words, tags, at) => (words[at + 1] === 'over' ? 'R' : floating(words, tags, at))],
  // "has neither bought nor leased".
  ['neither', (words, tags, at) => (correlates(words, tags, at, 'nor') ? 'NOT' : undefined)],
  // "was not bought, either", "it either bought or leased".
  [
    'either',
    (words, tags, at) =>
      (tags[at - 1] === ',' && /^[.,;]$/.test(words[at + 1] ?? '.')) || correlates(words, tags, at, 'or')
        ? 'R'
        : undefined,
  ],
  ['each', floating],
  // "was itself fined".
  ['itself', floating],
  ['themselves', floating],
  // "long a customer of".
  [
    'long',
    (words, tags, at) =>
      tags[at - 1] === 'HAVE' || (tags[at - 1] === ',' && /^(a|an|the)$/.test(words[at + 1] ?? '')) ? 'R' : undefined,
  ],
  // "the latter supplies".
  [
    'latter',
    (words, _tags, at) =>
      words[at - 1] === 'the' && !/^(half|part|stages?|case|days?|years?)$/.test(words[at + 1] ?? '') ? 'N' : undefined,
  ],
  // "X alone hoarded".
  [
    'alone',
    (_words, tags, at) => (tags[at - 1] === 'P' || tags[at - 1] === 'N' || tags[at - 1] === 'CC' ? 'R' : undefined),
  ],
  // "enough for two years", "enough to sell".
  ['enough', (words, _tags, at) => (['for', 'to', 'that'].includes(words[at + 1] ?? '') ? 'R' : undefined)],
  // "its $6.9 billion bid for".
  ['bid', (_words, tags, at) => (['CD', 'J', 'PRP$', 'POS', 'DT', 'N'].includes(tags[at - 1] ?? '') ? 'N' : undefined)],
  // "might one day use".
  ['one', (_words, tags, at) => (tags[at - 1] === 'MD' ? 'R' : undefined)],
  ['day', (words, tags, at) => (words[at - 1] === 'one' && tags[at - 1] === 'R' ? 'R' : undefined)],
  // "last year" against "could last".
  ['last', (_words, tags, at) => (tags[at - 1] === 'MD' || tags[at - 1] === 'TO' ? 'V' : 'J')],
  // "has since rented".
  ['since', (_words, tags, at) => (tags[at - 1] === 'HAVE' ? 'R' : undefined)],
  // "X as well as Y".
  [
    'as',
    (words, tags, at) => {
      if (followedBy(words, at, 'well', 'as')) return 'CC';
      // "as much memory as it can get": the first counts.
      const counts = /^(much|many|little|few)$/.test(words[at + 1] ?? '');
      if (counts && (words[at + 3] === 'as' || words[at + 4] === 'as')) return 'R';
      return tags[at - 1] === 'R' && tags[at - 2] === 'CC' && words[at - 1] === 'well' ? 'R' : undefined;
    },
  ],
  ['well', (words, _tags, at) => (words[at - 1] === 'as' ? 'R' : undefined)],
  // "the X family, let alone Y".
  ['let', (words, tags, at) => (words[at + 1] === 'alone' && tags[at - 1] === ',' ? 'CC' : undefined)],
  // "the indictment says", "whose memory comes from": never nouns.
  ...['says', 'comes', 'becomes', 'gets', 'gives', 'goes', 'brings', 'sells'].map((word): [string, Special] => [
    word,
    () => 'VZ',
  ]),
  ['much', allTheLess],
  ['still', allTheLess],
  ['less', (_words, tags, at) => (tags[at - 1] === 'CC' ? 'R' : undefined)],
  ['in', insideVerb],
  ...[...ADVERBIAL].map((word): [string, Special] => [
    word,
    (words, tags, at) => (words[at - 1] === 'in' && tags[at - 1] === 'R' ? 'R' : undefined),
  ]),
  // "turned the chips back at the border".
  [
    'back',
    (words, tags, at) =>
      (tags[at - 1] === 'P' ||
        tags[at - 1] === 'NS' ||
        (tags[at - 1] === '' &&
          words.slice(Math.max(0, at - 6), at).some((word) => /^(turn|send|ship)(s|ing|ed)?$|^sent$/.test(word)))) &&
      /^(at|to|from|in|on|[.,])$/.test(words[at + 1] ?? '.')
        ? 'R'
        : undefined,
  ],
  // ", a bitcoin miner turned cloud provider": one noun after another.
  [
    'turned',
    (words, tags, at) => {
      const from = Math.max(0, at - 5);
      const within = words.slice(from, at).findLastIndex((word) => ARTICLE.test(word));
      const article = from + within;
      const renames = within >= 0 && /^an?$/.test(words[article]!) && tags[article - 1] === ',';
      return renames && article < at - 1 && !AFTER_TURNED.test(words[at + 1] ?? '.') ? 'J' : undefined;
    },
  ],
  // "better known for oil rigs".
  ['better', degree],
  ['best', degree],
  // "because of the ban".
  ['because', (words, _tags, at) => (words[at + 1] === 'of' ? 'IN' : undefined)],
  // "2.1 billion won".
  ['won', (_words, tags, at) => (tags[at - 1] === 'CD' ? 'NS' : undefined)],
  // "memory bound for Macau".
  ...['bound', 'destined', 'headed'].map((word): [string, Special] => [
    word,
    (words, tags, at) => (words[at + 1] === 'for' && /^(N|NS|P)$/.test(tags[at - 1] ?? '') ? 'IN' : undefined),
  ]),
  // "contrary to reports".
  ['contrary', (words, _tags, at) => (words[at + 1] === 'to' ? 'IN' : undefined)],
  // "has gone on selling", "and, later on, X".
  [
    'on',
    (words, _tags, at) =>
      (words[at - 1] === 'later' && /^[.,;]$/.test(words[at + 1] ?? '.')) ||
      (/^(go|goes|went|gone|going|keep|keeps|kept|carry|carries|carried|press|pressed)$/.test(words[at - 1] ?? '') &&
        /ing$/.test(words[at + 1] ?? ''))
        ? 'R'
        : undefined,
  ],
  // "once more sell", "was once a customer of".
  [
    'once',
    (words, tags, at) =>
      words[at + 1] === 'more' || words[at + 1] === 'again' || AUXILIARIES.has(tags[at - 1] ?? '') ? 'R' : undefined,
  ],
  // "sells X close to two gigawatts".
  [
    'close',
    (words, tags, at) =>
      tags[at - 1] === 'P' && words[at + 1] === 'to' && NUMBER.test(words[at + 2] ?? '') ? 'R' : undefined,
  ],
  // "is about to open".
  ['about', (words, tags, at) => (words[at + 1] === 'to' && tags[at - 1] === 'BE' ? 'J' : undefined)],
  ['more', (words, _tags, at) => (words[at - 1] === 'once' ? 'R' : undefined)],
  ['such', (words, _tags, at) => (words[at + 1] === 'as' ? 'IN' : 'DT')],
]);
