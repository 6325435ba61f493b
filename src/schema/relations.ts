import { z } from 'zod';
import { testSchema } from './dictionary.js';
import { MODALITIES, POLARITIES } from './extraction.js';

const word = z.string().min(1);
const list = z.array(word);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id holds a-z, 0-9 and "-"');
const some = z.union([word, list.min(1)]).transform((value) => (typeof value === 'string' ? [value] : value));
const slot = z
  .string()
  .regex(
    /^[a-z-]+(\.[a-z-]+)*(:[a-z|-]+)?$/,
    'a slot is a role, a preposition or a path of them ("to.in"), with types after ":"',
  );
const slots = z.union([slot, z.array(slot).min(1)]).transform((value) => (typeof value === 'string' ? [value] : value));
const tests = z.record(z.string(), some);

export const relationArgumentSchema = z.strictObject({
  types: list.min(1).describe('Entity types that may fill it, the preferred first; "phrase" allows a noun phrase.'),
  through: list
    .optional()
    .describe('Where to look in a noun phrase whose head is no entity: premodifier, possessor, of, from, …'),
  phraseWhen: list.optional().describe('Head nouns that a noun phrase must have to fill it ($list for a named list).'),
  phraseUnless: list.optional().describe('Head nouns that it must not have.'),
  called: list.optional().describe('Nouns that mean whoever filled it, further on: "the tenant" of a lease.'),
});

export const frameSchema = z
  .strictObject({
    id: id.optional(),
    verb: some.optional().describe('Lemmas; a particle follows after a space: "build up".'),
    noun: some.optional().describe('Nouns in the singular.'),
    hyphen: some.optional().describe('What follows an entity and a hyphen: "backed" in "Nvidia-backed".'),
    naming: z.literal(true).optional().describe('One entity names the other: "Nvidia\'s H20", "Nvidia H20".'),
    adverb: some.optional().describe('An adverb that any verb may have: "jointly".'),
    when: tests
      .optional()
      .describe('Slots that must hold one of these nouns, ($list), types (@firm) or, for "infinitive", verbs.'),
    unless: tests.optional().describe('Slots that must not.'),
    subject: slots.optional(),
    object: slots.optional(),
    pair: slots.optional().describe('A slot whose members are related to one another.'),
    every: z.boolean().optional().describe('Each object slot that is filled gives a relation, not only the first.'),
    polarity: z
      .enum(POLARITIES)
      .optional()
      .describe('Polarity that the frame itself has, before negation in the text.'),
    modality: z.enum(MODALITIES).optional().describe('Modality that the frame itself has.'),
    note: z.string().optional(),
  })
  .refine((frame) => [frame.verb, frame.noun, frame.hyphen, frame.naming, frame.adverb].filter(Boolean).length === 1, {
    message: 'a frame has exactly one of verb, noun, hyphen, naming, adverb',
  })
  .refine(
    (frame) =>
      (frame.pair === undefined) !== (frame.subject === undefined || frame.object === undefined) ||
      frame.naming ||
      frame.hyphen,
    {
      message: 'a frame has subject and object, or pair',
    },
  );
export type FrameEntry = z.infer<typeof frameSchema>;

export const relationEntrySchema = z.strictObject({
  id,
  description: word,
  subject: relationArgumentSchema,
  object: relationArgumentSchema,
  symmetric: z.boolean().optional(),
  inverse: word.optional().describe("How the relation reads from the object's side."),
  frames: z.array(frameSchema).min(1),
  examples: z.array(testSchema).min(1).describe('Sentences with the relations that must come out of them.'),
  counterexamples: z.array(word).min(1).describe('Sentences that must not give this relation.'),
  disabled: z.boolean().optional(),
});
export type RelationEntry = z.infer<typeof relationEntrySchema>;

export const relationsFileSchema = z.strictObject({
  lists: z.record(z.string(), list).optional().describe('Named lists of nouns, used as $name.'),
  relations: z.array(relationEntrySchema),
});

export const nominalsFileSchema = z.strictObject({
  nominals: z.array(
    z.strictObject({
      nouns: list.min(1).describe('Nouns in the singular.'),
      type: id,
      kinds: list.optional().describe('Kinds of the entities that they can stand for; any without.'),
      startup: z.boolean().optional(),
      note: z.string().optional(),
    }),
  ),
  units: list.optional().describe('Nouns whose possessor acts: "its cloud unit".'),
  owners: list
    .optional()
    .describe('Verbs that tell whose a facility is: "a hall that X built", "a campus owned by X".'),
  containers: list
    .optional()
    .describe('Participles that join a thing to what is in it: "servers containing H100 chips".'),
});
export type NominalsFile = z.infer<typeof nominalsFileSchema>;

const cues = z.strictObject({
  verbs: list.optional().describe('Lemmas whose complement it governs.'),
  nouns: list.optional(),
  adjectives: list.optional(),
  adverbs: list.optional(),
  modals: list.optional(),
  prepositions: list.optional().describe('Prepositions before a gerund.'),
});

export const assertionFileSchema = z.strictObject({
  assertion: z.strictObject({
    negated: cues,
    planned: cues,
    possible: cues,
    reported: cues,
    says: list.describe('Verbs of saying: a clause may follow them without "that".'),
    light: list.describe(
      'Verbs whose negation and modality are those of the noun that they govern: "complete", "sign".',
    ),
    objectControl: list.describe(
      'Verbs whose object does what the infinitive or gerund after it says: "order X to stop".',
    ),
    commands: list.describe('Verbs that ask, order or forbid: what they govern is not stated.'),
    means: list.describe('Verbs whose purpose clause is a fact: "uses X to train Y".'),
    causes: list.describe('Verbs whose subject has another do something: "tapped X to build".'),
    leads: list.describe('Verbs for whoever heads a group or a round: "a round led by X".'),
    fails: list.describe('Verbs that tell of a plan or a deal that it came to nothing: "its bid for X fell through".'),
    acts: list.describe(
      'Nouns of acts that work for whoever took them: "lifted an order that barred X", "a step that bars X".',
    ),
    conditional: list.describe('Conjunctions that open a condition.'),
    roles: z.record(z.string(), list).describe('Roles of sources, with the nouns that tell them.'),
    anonymous: list.describe('Nouns for unnamed sources.'),
    admits: list.describe('Verbs with which a party states its own act, so that it is not merely reported: "plead".'),
    asks: list.optional().describe('Verbs after which "whether" leaves open what follows: "asked whether X sold Y".'),
    truth: list.optional().describe('Nouns of which there is none in what is denied: "no truth in reports that".'),
    untrue: list.optional().describe('Words that deny what a statement says: "the rumour that X sold Y is false".'),
  }),
});
export type AssertionFile = z.infer<typeof assertionFileSchema>;
