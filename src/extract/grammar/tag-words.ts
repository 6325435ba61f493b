/** Words that a tag of a neighbour depends on. */

/** Nouns after which "that" opens what is said, not a relative clause. */
export const STATEMENTS = new Set(
  'statement statements claim claims report reports allegation allegations fact belief sign signs notice idea view news condition conditions evidence suggestion suggestions warning warnings word hope hopes fear fears concern concerns signal signals assurance assurances understanding extent speculation rumour rumours rumor rumors possibility grounds accusation accusations assertion denial doubt doubts'.split(
    ' ',
  ),
);

/** Words after which "to" is a preposition. */
export const NOUN_AFTER_TO = new Set(
  'according thanks due compared access contrary owing prior relative similar next close opposed subject related'.split(
    ' ',
  ),
);

/** Determiners that stand alone before a verb: "both train", "neither supplies". */
export const STANDALONE = new Set(['both', 'neither', 'either', 'each', 'some', 'all', 'many', 'most', 'few']);

/** What stands before a verb and a hyphen and says how it is done: "co-developed", "pre-trained". */
export const PREFIXES = new Set(['co', 'pre', 're', 'mass', 'fine']);

/** Tags after which such a verb is a predicate and no adjective. */
export const BEFORE_VERB = new Set(['P', 'HAVE', 'BE', 'MD', 'TO', 'WH', 'THAT', 'PRP', 'NOT', 'R', 'CC', 'DO']);

/** What follows the noun that it governs: "rumours notwithstanding". */
export const AFTER_NOUN = new Set(['notwithstanding', 'aside', 'excepted']);
