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

/** Nouns whose infinitive says what their owner does: "Nvidia's plan to sell"; with others it is a purpose. */
export const INTENTS = new Set(
  (
    'ability agreement aim ambition application appeal approval attempt authority bid campaign chance choice clearance commitment contract ' +
    'deal decision desire drive effort failure go-ahead goal hope inability intent intention interest licence license mandate move need obligation ' +
    'offer opportunity order pact permission permit pitch plan pledge power preparation promise proposal push quest readiness reason refusal ' +
    'reluctance request resolution resolve right rush scheme stopping struggle talk tender threat undertaking unwillingness vow willingness wish'
  ).split(' '),
);

/** Prepositions that open a subordinate clause where a verb follows. */
export const MAYBE_SUBORDINATE = new Set(['before', 'after', 'since', 'until', 'till', 'as', 'than', 'like', 'except']);
