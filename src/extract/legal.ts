import type { Dictionary } from '../dictionary/dictionary.js';
import { HINT } from '../dictionary/discovery.js';
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

/** Characters that a name in a script without spaces may have. */
const LONGEST_RUN = 30;

/**
 * Names in a script without spaces that end in a legal form and fill their run of ideographs: each as [first, last) with its
 * type. In running text of such a script, where nothing shows where a name begins, there are none.
 */
export function ideographicNames(view: View): { first: number; last: number; type: string }[] {
  const names: { first: number; last: number; type: string }[] = [];
  if ((view.someFlags & FLAG.ideograph) === 0) return names;
  for (let first = 0; first < view.count; first++) {
    if (!view.has(first, FLAG.ideograph)) continue;
    let last = first + 1;
    while (view.has(last, FLAG.ideograph) && !view.has(last, FLAG.spaced)) last++;
    if (last - first <= LONGEST_RUN && view.together(first, last - 1)) {
      for (const [type, forms] of legalForms(view.dictionary)) {
        const size = forms.endsAt(view.tokens, last - 1);
        if (size > 1 && size < last - first) names.push({ first, last, type });
      }
    }
    first = last;
  }
  return names;
}

/** Whether a legal form of some type may begin at a token, or after the comma there. */
export function mayBeLegal(view: View, at: number): boolean {
  return view.hinted(at, HINT.legal) || (view.char(at) === 0x2c && view.hinted(at + 1, HINT.legal));
}

/** The end of the legal form that follows a name of a type at `last`, with its comma and its period; `last` when there is none. */
export function afterLegalForm(view: View, type: string, last: number): number {
  if (!mayBeLegal(view, last)) return last;
  const forms = legalForms(view.dictionary).get(type);
  if (!forms || last >= view.count || view.casingAt(last) === CASING.capitals) return last;
  let at = last;
  for (let parts = 0; parts < 3; parts++) {
    const from = view.char(at) === 0x2c ? at + 1 : at;
    if (!view.together(last - 1, from) || view.has(from, FLAG.newline)) break;
    const lower =
      view.plain(from) &&
      !/^(a\.s|s\.p\.a|s\.r\.o|s\.r\.l|d\.o\.o|d\.d|sp|plc|gmbh|mbh)\.?$/i.test(view.slice(from, from + 1));
    const size = lower ? 0 : forms.startsAt(view.tokens, from);
    if (size === 0) break;
    at = from + size;
    // A form whose period the tokeniser did not take for an abbreviation's: "Bhd." within a sentence.
    if (view.char(at) === 0x2e && !view.has(at, FLAG.spaced) && view.together(at, at + 1)) at++;
  }
  return at;
}
