import { createRequire } from 'node:module';
import { CLASS } from '../text/classes.js';
import { isPast } from './lexicon.js';

interface Conjugation {
  Infinitive: string;
  PastTense: string;
  PresentTense: string;
  Gerund: string;
  Participle?: string;
}

interface Compromise {
  methods(): { two: { transform: { verb: { conjugate(infinitive: string, model: unknown): Conjugation } } } };
  model(): unknown;
}

/** The package in one file: as some hundred modules it takes twice as long to load. */
const nlp = createRequire(import.meta.url)('compromise') as Compromise;
const { verb } = nlp.methods().two.transform;
const model = nlp.model();

/** An inflected form of a verb with the word classes (`CLASS` bits) that it can have. */
export interface VerbForm {
  readonly form: string;
  readonly classes: number;
}

/**
 * All forms of a verb, from its infinitive: "lease" → lease, leases, leased, leasing. The forms are compromise's; participles that
 * it leaves out are the past tense. Only the first word is inflected: "build up" gives forms of "build".
 */
export function conjugate(infinitive: string): VerbForm[] {
  const lemma = infinitive.split(' ')[0]!;
  const { PresentTense, Gerund, ...past } = verb.conjugate(lemma, model);
  // No verb in "-e" has itself as its past: compromise has "site, site".
  const regular = past.PastTense === lemma && lemma.endsWith('e');
  const PastTense = regular ? `${lemma}d` : past.PastTense;
  const Participle = regular ? PastTense : past.Participle;
  const forms = new Map<string, number>();
  const add = (form: string | undefined, bit: number): void => {
    if (form && !form.includes(' ')) forms.set(form.toLowerCase(), (forms.get(form.toLowerCase()) ?? 0) | bit);
  };
  add(lemma, CLASS.base);
  add(PresentTense, CLASS.third);
  add(PastTense, CLASS.past);
  add(Participle ?? PastTense, CLASS.participle);
  if (Participle !== PastTense && PastTense.endsWith('ed')) add(PastTense, CLASS.participle);
  // compromise has "lean, lean, lean", and "dreamt" but not "dreamed".
  if ((PastTense === lemma || PastTense === `${lemma}t`) && isPast(`${lemma}ed`)) {
    add(`${lemma}ed`, CLASS.past | CLASS.participle);
  }
  // compromise has one spelling each of "funneled" and "funnelled".
  if (/[^aeiou][aeiou]l$/.test(lemma) && lemma.length > 4) {
    for (const stem of [lemma, `${lemma}l`]) {
      add(`${stem}ed`, CLASS.past | CLASS.participle);
      add(`${stem}ing`, CLASS.gerund);
    }
  }
  // of "be" compromise has one form for each tense.
  if (lemma === 'be') {
    add('are', CLASS.base);
    add('were', CLASS.past);
    add('been', CLASS.participle);
  }
  add(Gerund.endsWith('ing') ? Gerund : regularGerund(lemma), CLASS.gerund);
  return [...forms].map(([form, classes]) => ({ form, classes }));
}

function regularGerund(lemma: string): string {
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(lemma)) return `${lemma}${lemma.at(-1)}ing`;
  return lemma.endsWith('e') && !lemma.endsWith('ee') ? `${lemma.slice(0, -1)}ing` : `${lemma}ing`;
}
