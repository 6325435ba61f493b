/** Words that the syntax of slots goes by. */

export const LIST_PREPOSITIONS = new Set(['to', 'on', 'onto', 'from', 'in', 'off', 'under']);

/** Words before "of" that only measure what follows. */
export const MEASURES = new Set(
  'thousand thousands hundreds million millions billions dozens most part lot lots number amount one some several many half majority bulk rest worth ton tons batch wave series range tranche quantity quantities gigawatt gigawatts megawatt megawatts total all each both percent % third quarter load loads shipment shipments order orders'.split(
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

/** Forms of verbs whose subject has another do something: "tapped X to build". */
export const CAUSES = new Set(
  'have has had get gets got tap tapped taps hire hired hires choose chose chosen pick picked enlist enlisted ask asked contract contracted commission commissioned select selected pay pays paid want wants'.split(
    ' ',
  ),
);

/** "a round led by X", "an alliance headed by Y". */
export const LEADS = new Set(['led', 'headed', 'anchored', 'co-led']);
