import { z } from 'zod';

const offset = z.number().int().nonnegative();

/** A half-open range of UTF-16 code units in the text of an extraction. */
export const spanSchema = z.object({
  start: offset.describe('First UTF-16 code unit, inclusive.'),
  end: offset.describe('Last UTF-16 code unit, exclusive.'),
});
export type Span = z.infer<typeof spanSchema>;

export const mentionBySchema = z
  .object({
    entry: z.string().optional().describe('The dictionary entry behind the decision, as file:line.'),
    rule: z.string().describe('The rule that made the decision, for example "gazetteer" or "discover/appositive".'),
    evidence: z.array(z.string()).optional().describe('What in the text or the dictionary supported it.'),
  })
  .describe('Why this mention was emitted.');

export const mentionSchema = z.object({
  ...spanSchema.shape,
  text: z.string().describe('The surface: text.slice(start, end).'),
  type: z.string().describe('Entity type, as declared in the dictionaries.'),
  name: z.string().describe('Canonical name.'),
  id: z.string().optional().describe('type:id of the dictionary entry; absent for an entity that no dictionary holds.'),
  by: mentionBySchema,
});
export type Mention = z.infer<typeof mentionSchema>;

export const argumentSchema = z.object({
  name: z.string().describe('Canonical name, or the noun phrase where the relation allows one.'),
  type: z.string().optional().describe('Entity type; absent for a noun phrase.'),
  id: z.string().optional().describe('type:id of the dictionary entry, if any.'),
  mention: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('Index into mentions of the mention that fills the argument.'),
});
export type Argument = z.infer<typeof argumentSchema>;

export const POLARITIES = ['affirmed', 'negated'] as const;
export const MODALITIES = ['asserted', 'reported', 'planned', 'possible'] as const;

export type Polarity = (typeof POLARITIES)[number];
export type Modality = (typeof MODALITIES)[number];

export const attributionSchema = z
  .object({
    ...spanSchema.shape,
    who: z.string().describe('Who is said to say it, as the text names them.'),
    role: z.string().optional().describe('Their role: outlet, official, party, anonymous, analyst, …'),
    id: z.string().optional().describe('type:id when the source is a known entity.'),
    via: z
      .string()
      .optional()
      .describe('The outer source of a nested attribution ("Reuters" in "Reuters reported that officials said").'),
  })
  .describe('Whose statement the relation is.');

export const timeSchema = z
  .object({
    ...spanSchema.shape,
    text: z.string().describe('The time expression as it stands.'),
    value: z
      .string()
      .describe('Normalised: 2025, 2025-04, 2025-04-09, 2025-Q3, 2025-H2, or an interval such as 2020-09/.. .'),
  })
  .describe('When it happened or will happen.');

export const amountSchema = z
  .object({
    ...spanSchema.shape,
    text: z.string().describe('The amount as it stands.'),
    kind: z.string().describe('money, quantity, power, percent or duration.'),
    value: z.number().describe('The number in base units (dollars, pieces, watts, per cent, days).'),
    unit: z.string().optional().describe('ISO 4217 code for money, W for power, the counted noun for quantities.'),
  })
  .describe('An amount that belongs to the relation.');

export const relationBySchema = z
  .object({
    frame: z.string().describe('The frame that matched, as relation/frame.'),
    entry: z.string().describe('Where the frame stands, as file:line.'),
    steps: z
      .array(z.string())
      .describe('What was done to fill the arguments: references resolved, coordination distributed, …'),
  })
  .describe('Why this relation was emitted.');

export const relationSchema = z.object({
  type: z.string().describe('Relation, as declared in the dictionaries.'),
  subject: argumentSchema,
  object: argumentSchema,
  sentence: z.number().int().nonnegative().describe('Index into sentences.'),
  polarity: z.enum(POLARITIES).describe('negated when the text says that it is not so.'),
  modality: z.enum(MODALITIES).describe('The weakest that applies.'),
  attribution: attributionSchema.optional(),
  time: timeSchema.optional(),
  amounts: z.array(amountSchema).optional(),
  evidence: z.object({ ...spanSchema.shape, text: z.string() }).describe('The trigger as it stands in the text.'),
  by: relationBySchema,
  confidence: z.number().min(0).max(1).describe('Calibrated share of relations found by these steps that are right.'),
});
export type Relation = z.infer<typeof relationSchema>;

/** What `extract` returns for one document. */
export const extractionSchema = z.object({
  documentId: z.string().describe('Identity of the document.'),
  dictionaryVersion: z.string().describe('Content hash of the dictionary that was used.'),
  language: z.string().describe('BCP 47 tag of the text; "und" when it could not be told.'),
  text: z.string().describe('The text that all offsets count into.'),
  sentences: z.array(spanSchema).describe('Sentences, in order.'),
  mentions: z.array(mentionSchema).describe('Mentions, in order of their start, never overlapping.'),
  relations: z.array(relationSchema).describe('Relations, in order of their evidence.'),
});
export type Extraction = z.infer<typeof extractionSchema>;
