/** Word classes of a form, as bits: what it can be, before its context decides. */
export const CLASS = {
  noun: 1,
  plural: 2,
  base: 4,
  third: 8,
  past: 16,
  participle: 32,
  gerund: 64,
  adjective: 128,
  adverb: 256,
  preposition: 512,
  particle: 1024,
} as const;
