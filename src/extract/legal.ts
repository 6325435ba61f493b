import type { Dictionary } from '../dictionary/dictionary.js';
import { Phrases } from '../dictionary/phrases.js';
import { tokenise } from '../text/tokenise.js';
import { FLAG } from '../text/tokens.js';
import { CASING, type View } from './view.js';

const compiled = new WeakMap<Dictionary, ReadonlyMap<string, Phrases>>();

/** The legal forms of each type that has any. */
export function legalForms(dictionary: Dictionary): ReadonlyMap<string, Phrases> {
  const known = compiled.get(dictionary);
  if (known) return known;
  const forms = new Map<string, Phrases>();
  for (const type of dictionary.types.values()) {
    if (type.legalForms) forms.set(type.id, new Phrases(type.legalForms.map((form) => [...tokenise(form).hash])));
  }
  compiled.set(dictionary, forms);
  return forms;
}

/** The end of the legal form that follows a name of a type at `last`, with its comma and its period; `last` when there is none. */
export function afterLegalForm(view: View, type: string, last: number): number {
  const forms = legalForms(view.dictionary).get(type);
  if (!forms || last >= view.count || view.casingAt(last) === CASING.capitals) return last;
  let at = last;
  for (let parts = 0; parts < 3; parts++) {
    const from = view.char(at) === 0x2c ? at + 1 : at;
    if (!view.together(last - 1, from) || view.has(from, FLAG.newline)) break;
    const lower = view.plain(from) && !/^(a\.s|s\.p\.a|plc|gmbh)\.?$/i.test(view.slice(from, from + 1));
    const size = lower ? 0 : forms.startsAt(view.tokens, from);
    if (size === 0) break;
    at = from + size;
    // A form whose period the tokeniser did not take for an abbreviation's: "Bhd." within a sentence.
    if (view.char(at) === 0x2e && !view.has(at, FLAG.spaced) && view.together(at, at + 1)) at++;
  }
  return at;
}
