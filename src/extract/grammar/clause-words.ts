/** The closed sets of words that the clause builder goes by. */

/** What introduces the members of a plural noun: "firms such as X". */
export const MEMBERS = new Set([
  'including',
  'such as',
  'like',
  'namely',
  'notably',
  'among them',
  'chiefly',
  'especially',
  'particularly',
]);

/** Adverbs that a preposition may govern: "by then", "from there". */
export const NOWHERE = new Set(['then', 'now', 'there', 'here', 'abroad', 'overseas', 'elsewhere']);

/** Prepositions that open a subordinate clause where a verb follows. */
export const MAYBE_SUBORDINATE = new Set(['before', 'after', 'since', 'until', 'till', 'as', 'than', 'like', 'except']);
