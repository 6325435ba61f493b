import { pennTags } from '../text/penn.js';

/** Tags of what is no ordinary word. */
const NAMES = new Set(['NNP', 'NNPS', 'FW', 'SYM', 'CD']);

/** Whether a word is an ordinary one when it stands in lower case: "block", not "nvidia". Only single words of letters are. */
export function isCommonWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (!/^[a-z]{2,}$/.test(lower)) return false;
  const tags = pennTags(lower);
  return tags?.some((tag) => !NAMES.has(tag)) ?? false;
}

/** Whether a word governs a noun phrase: "on", "toward". */
export function isPreposition(word: string): boolean {
  const tags = pennTags(word);
  return tags?.some((tag) => tag === 'IN' || tag === 'TO' || tag === 'RP') ?? false;
}

/** Whether a form is a past or a participle. */
export function isPast(form: string): boolean {
  return pennTags(form)?.some((tag) => tag === 'VBD' || tag === 'VBN') ?? false;
}

const VERB = new Set(['VB', 'VBP']);
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/ied$/, 'y'],
  [/(?<=s|x|z|ch|sh)es$/, ''],
  [/s$/, ''],
  [/ed$/, ''],
  [/ed$/, 'e'],
  [/ing$/, ''],
  [/ing$/, 'e'],
  [/([bdgklmnprt])\1ed$/, '$1'],
  [/([bdgklmnprt])\1ing$/, '$1'],
];

/** The infinitive of a verb form, or nothing where the form is no verb's: "throttled" → throttle, "chips" → nothing. */
export function infinitive(form: string): string | undefined {
  const tags = pennTags(form);
  const verbal =
    tags === undefined || tags.some((tag) => tag.startsWith('VB')) || (/ed$/.test(form) && tags[0] === 'JJ');
  if (!verbal) return undefined;
  let regular: string | undefined;
  let noun: string | undefined;
  for (const [ending, replacement] of FORMS) {
    if (!ending.test(form)) continue;
    const stem = form.replace(ending, replacement);
    if (stem.length < 2) continue;
    const known = pennTags(stem);
    if (known?.some((tag) => VERB.has(tag))) return stem;
    if (known === undefined && /(ed|ing)$/.test(form)) regular ??= stem;
    // A verb that the lexicon has as a noun alone: "throttled".
    if (known !== undefined && /ed$/.test(form)) noun ??= stem;
  }
  if (tags?.some((tag) => VERB.has(tag))) return form;
  if (noun) return noun;
  // A form in "-ed" that no lexicon holds is a verb's; its infinitive is guessed.
  return tags === undefined && /..(ed)$/.test(form) ? guess(form, regular) : undefined;
}

function guess(form: string, regular: string | undefined): string | undefined {
  const stem = form.slice(0, -2);
  return /([^aeiouls])\1$/.test(stem)
    ? stem.slice(0, -1)
    : /([^aeiou][bcgkpt]l|[csuvz]|[aeiou][^aeiou]at)$/.test(stem)
      ? `${stem}e`
      : regular;
}
