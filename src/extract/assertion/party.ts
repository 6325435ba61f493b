/**
 * What makes a phrase a party of a relation, so that what it says is no report of others.
 * In: the types of the two arguments. Out: what a phrase must be, made once for each two types.
 */
import { type ArgumentSpec, entityArgument } from '../../dictionary/relations.js';

const parties = new Map<string, ArgumentSpec>();

/** What a phrase must be to name one of two arguments of these types. */
export function partySpec(subject: string | undefined, object: string | undefined): ArgumentSpec {
  const key = `${subject}|${object}`;
  let spec = parties.get(key);
  if (!spec) {
    const types = new Set([subject, object].filter((type) => type !== undefined));
    spec = entityArgument([...types]);
    parties.set(key, spec);
  }
  return spec;
}
