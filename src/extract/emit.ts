import type { Dictionary } from '../dictionary/dictionary.js';
import type { Mention, Relation } from '../schema/extraction.js';
import { amountsOf } from './amount.js';
import { attributionOf } from './attribution.js';
import type { Day } from './calendar.js';
import { confidence } from './confidence.js';
import { timeOf } from './date.js';
import type { EntityMention } from './mention.js';
import type { Referent } from './refer.js';
import type { Found } from './relate.js';

/** A mention as the extraction shows it. */
export function toMention({ start, end, text, type, name, id, by }: EntityMention): Mention {
  return { start, end, text, type, name, ...(id ? { id } : {}), by };
}

/** A relation as the extraction shows it: with its source, its time and its amounts, and why it was found. */
export function toRelation(found: Found, dictionary: Dictionary, published: Day | undefined): Relation {
  const { relation, frame, parsed, assertion } = found;
  const { tokens, first } = parsed.tagged;
  const { grammar } = dictionary;
  const start = tokens.start[first + found.first]!;
  const end = tokens.end[first + found.last - 1]!;
  const attribution = attributionOf(found, dictionary);
  const time = timeOf(found, published, grammar);
  const amounts = amountsOf(found, grammar);
  return {
    type: relation.id,
    subject: toArgument(found.subject),
    object: toArgument(found.object),
    sentence: parsed.index,
    polarity: assertion.polarity,
    modality: assertion.modality,
    ...(attribution ? { attribution } : {}),
    ...(time ? { time } : {}),
    ...(amounts.length > 0 ? { amounts } : {}),
    evidence: { start, end, text: tokens.text.slice(start, end) },
    by: {
      frame: frame.key,
      entry: frame.place,
      steps: [...found.subject.steps, ...found.object.steps, ...assertion.steps],
    },
    confidence: confidence(found),
  };
}

function toArgument({ name, type, id, mention }: Referent): Relation['subject'] {
  return { name, ...(type ? { type } : {}), ...(id ? { id } : {}), ...(mention !== undefined ? { mention } : {}) };
}
