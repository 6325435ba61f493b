import { z } from 'zod';

const word = z.string().min(1);
const list = z.array(word);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a date such as 2021-10-28');
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id holds a-z, 0-9 and "-"');
/** One value or a list of them; always a list after parsing. */
const some = z.union([word, list.min(1)]).transform((value) => (typeof value === 'string' ? [value] : value));

/** How the case of a name in a text may differ from the dictionary's. */
export const CASES = ['smart', 'exact', 'any'] as const;
export type Case = (typeof CASES)[number];

const usage = {
  case: z.enum(CASES).optional().describe('smart (default): as written or all in capitals; exact; any.'),
  weak: z.boolean().optional().describe('Counts only with support from its context.'),
  near: list.optional().describe('Words or phrases in the sentence that support a weak name.'),
  notNear: list.optional().describe('Words or phrases in the sentence that forbid it.'),
  from: isoDate.optional().describe('First day on which the name is in use.'),
  until: isoDate.optional().describe('First day on which it is no longer in use.'),
  note: z.string().optional(),
};

const keeps = z.boolean().optional().describe('A mention by this name is called so, not by the canonical name.');
const aliasSchema = z.union([word, z.strictObject({ text: word, ...usage, keeps })]);
const metonymSchema = z.union([word, z.strictObject({ text: word, keeps })]);

export const entrySchema = z
  .strictObject({
    id,
    name: word.describe('Canonical name.'),
    aliases: z.array(aliasSchema).optional(),
    kind: some.optional().describe('Kinds from types.yaml.'),
    source: some.optional().describe('Keys of SOURCES.md.'),
    disabled: z.boolean().optional().describe('Removes the entry of an earlier folder.'),
    ...usage,
    parent: id.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe('ISO 3166-1 alpha-2.'),
    hq: word.optional(),
    ticker: list.optional().describe('EXCHANGE:SYMBOL.'),
    startup: z.boolean().optional(),
    maker: id.optional(),
    family: id.optional(),
    series: word.optional().describe('The head that lists leave out.'),
    patterns: list.optional().describe('Bounded model patterns: # digit, @ capital, ? optional.'),
    metonyms: z
      .array(metonymSchema)
      .optional()
      .describe('Capitals that stand for it; each keeps its own name unless it says otherwise.'),
    iso: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
      .optional(),
    within: id.optional(),
    demonyms: list.optional(),
    adjectives: list.optional(),
    wikidata: z
      .string()
      .regex(/^Q[1-9]\d*$/)
      .optional(),
  })
  .refine((entry) => entry.disabled === true || entry.kind !== undefined, {
    message: 'kind is missing',
    path: ['kind'],
  });
export type Entry = z.infer<typeof entrySchema>;

export const entityFileSchema = z.strictObject({ type: id, entries: z.array(entrySchema) });

export const typeSchema = z.strictObject({
  id,
  description: z.string().optional(),
  kinds: list.describe('Kinds that entries may name.'),
  fields: list.optional().describe('Fields, beside the common ones, that entries of this type may use.'),
  references: z.record(z.string(), id).optional().describe('Fields that name another entry, with its type.'),
  citedKinds: list.optional().describe('Kinds that are no mention where they are merely the source of a report.'),
  legalForms: list.optional().describe('Words after a name that belong to its span, not to its name.'),
  plurals: z.boolean().optional().describe('Names may stand in the plural: "H20s".'),
  shortForms: z
    .boolean()
    .optional()
    .describe('A text that has given a name in full may shorten it to its first words.'),
  asWritten: z
    .boolean()
    .optional()
    .describe('Entities go by the fullest form by which the text itself names them, not by their canonical name.'),
  places: z
    .boolean()
    .optional()
    .describe('Entities are places: they follow "in", stand in datelines, and own public bodies.'),
  acts: z.boolean().optional().describe('Entities act with authority: metonyms are read as this type where they act.'),
});
export type TypeEntry = z.infer<typeof typeSchema>;
export const typesFileSchema = z.strictObject({ types: z.array(typeSchema) });

export const ignoreSchema = z.strictObject({
  text: word.describe('The name as it stands in texts.'),
  kind: word.optional().describe('What it is: a person, a product, a law, a place name that is no place, ...'),
  why: z.string().describe('The sentence that made the entry necessary.'),
  case: z.enum(CASES).optional(),
  near: list.optional().describe('Ignored only where one of these stands in the sentence.'),
  notNear: list.optional().describe('Not ignored where one of these stands in the sentence.'),
  note: z.string().optional(),
});
export type IgnoreEntry = z.infer<typeof ignoreSchema>;
export const ignoreFileSchema = z.strictObject({ type: z.literal('ignore'), entries: z.array(ignoreSchema) });

const discoverTypeSchema = z.strictObject({
  heads: list.optional().describe('Capitalised last words of names of this type.'),
  openers: list.optional().describe('Capitalised words before "of", "for", "on" that begin a name of this type.'),
  tails: list.optional().describe('Lower-case words that end a name after a place or nationality: "Dutch government".'),
  tailModifiers: list.optional().describe('Lower-case words that may stand before a tail: "Johor state government".'),
  alone: list.optional().describe('Lower-case nouns that are mentions by themselves.'),
  nouns: list
    .optional()
    .describe('Nouns that say of a name beside them that it is of this type: "a start-up", "the agency".'),
  verbs: list.optional().describe('Verbs, in their lemma, whose subjects are usually of this type.'),
  objects: list.optional().describe('Words directly before a name of this type: "backed by", "stake in".'),
  objectVerbs: list.optional().describe('Verbs, in their lemma, whose objects are usually of this type.'),
  possessed: list.optional().describe('Nouns that names of this type possess: "chief executive", "shares".'),
  suffixes: list.optional().describe('Words after a name and a hyphen: "backed", "based".'),
  after: list.optional().describe('Lower-case nouns directly after a name of this type: "the Titan processor".'),
});
export type DiscoverType = z.infer<typeof discoverTypeSchema>;

export const discoveryFileSchema = z.strictObject({
  discovery: z.strictObject({
    words: z.record(z.string(), list).default({}).describe('Word classes that the rules read, by name.'),
    types: z.record(id, discoverTypeSchema).default({}),
  }),
});
export type DiscoveryEntry = z.infer<typeof discoveryFileSchema>['discovery'];

export const testSchema = z.strictObject({
  text: word.describe('A text with its mentions marked as [surface](type) or [surface](type=Name).'),
  mentions: z.literal('none').optional(),
  relations: z.union([z.literal('none'), z.array(word)]).optional(),
  publishedAt: z.string().optional(),
  note: z.string().optional(),
});
export type DictionaryTest = z.infer<typeof testSchema>;
export const testFileSchema = z.strictObject({
  phenomenon: z.string().optional(),
  description: z.string().optional(),
  tests: z.array(testSchema),
});
export type DictionaryTestFile = z.infer<typeof testFileSchema>;
