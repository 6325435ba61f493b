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
  return id ? { start, end, text, type, name, id, by } : { start, end, text, type, name, by };
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
  const shown: Partial<Relation> = {
    type: relation.id,
    subject: toArgument(found.subject),
    object: toArgument(found.object),
    sentence: parsed.index,
    polarity: assertion.polarity,
    modality: assertion.modality,
  };
  if (attribution) shown.attribution = attribution;
  if (time) shown.time = time;
  if (amounts.length > 0) shown.amounts = amounts;
  shown.evidence = { start, end, text: tokens.text.slice(start, end) };
  shown.by = {
    frame: frame.key,
    entry: frame.place,
    steps: found.subject.steps.concat(found.object.steps, assertion.steps),
  };
  shown.confidence = confidence(found);
  return shown as Relation;
}

function toArgument({ name, type, id, mention }: Referent): Relation['subject'] {
  const argument: Relation['subject'] = { name };
  if (type) argument.type = type;
  if (id) argument.id = id;
  if (mention !== undefined) argument.mention = mention;
  return argument;
}
