/** Words that the syntax of slots goes by. */

export const LIST_PREPOSITIONS = new Set(['to', 'on', 'onto', 'from', 'in', 'off', 'under']);

/** Words before "of" that only measure what follows. */
export const MEASURES = new Set(
  'thousand thousands hundreds million millions billions dozens most part lot lots number amount one some several many half majority bulk rest worth ton tons batch wave series range tranche quantity quantities gigawatt gigawatts megawatt megawatts total all each both percent % third quarter remainder balance load loads shipment shipments order orders'.split(
    ' ',
  ),
);

/** Measures that say nothing by themselves: "smaller amounts". */
export const BARE_AMOUNTS = new Set(
  'amount amounts quantity quantities number numbers lot lots thousands hundreds millions dozens more most some'.split(
    ' ',
  ),
);

/** Forms of verbs whose objects are members of their subject. */
export const INCLUDES = new Set('include includes included comprise comprises comprised count counts'.split(' '));

export const COPULA = new Set([
  'is',
  'are',
  'was',
  'were',
  'be',
  'been',
  'being',
  'become',
  'becomes',
  'became',
  'becoming',
  'remain',
  'remains',
  'remained',
  'act',
  'acts',
  'serve',
  'serves',
  "'s",
  '’s',
]);
