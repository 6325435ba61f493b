import type { TypeEntry } from '../schema/dictionary.js';
import type { EntityMention } from './mention.js';

/**
 * Gives each entity of a document the fullest form by which the document itself names it: "Quanta Computer", or "Quanta" where the text
 * never says more. A form that extends or shortens the canonical name comes before another name of the entity; where the text uses
 * no name of the dictionary in Latin script, the canonical name stays. Only for types whose entities go by what is written.
 * Whoever joins documents joins on `id`, which does not change.
 */
export function entitle(mentions: readonly EntityMention[], types: ReadonlyMap<string, TypeEntry>): EntityMention[] {
  const related = new Map<string, string>();
  const others = new Map<string, string>();
  for (const mention of mentions) {
    const { id, type, name, entity, by } = mention;
    const entry = types.get(type);
    if (!id || !entity || !entry?.asWritten || by.rule !== KNOWN) continue;
    if (isPart(mention.text, name, entry)) continue;
    const form = singular(
      withoutLegalForm(mention.text, entry.legalForms ? tailsOf(entry.legalForms) : []),
      name,
      entry,
    );
    if (!LATIN.test(form)) continue;
    if (isRelated(form, name)) keepLonger(related, id, cased(form, name));
    else if (form !== form.toLowerCase()) keepLonger(others, id, form);
  }
  return mentions.map((mention) => {
    // What a capital that stands for its government is called is the dictionary's to say.
    if (mention.by.rule === METONYM) return mention;
    const form = mention.id ? fullest(related.get(mention.id), others.get(mention.id)) : undefined;
    return form === undefined || form === mention.name ? mention : { ...mention, name: form };
  });
}

/** What extends or shortens the canonical name, or the name in full that it abbreviates: "Qatar Investment Authority (QIA)". */
function fullest(related: string | undefined, other: string | undefined): string | undefined {
  if (related === undefined || other === undefined) return related ?? other;
  const initials = other.replace(/[^\p{Lu}]/gu, '');
  return related === related.toUpperCase() && initials === related ? other : related;
}

/** The rule of mentions that a dictionary name found as it stands. */
const KNOWN = 'gazetteer';
/** The rule of capitals that stand for their governments. */
const METONYM = 'metonym';
const LATIN = /^[\p{Script=Latin}\d\s&.,'’/+-]+$/u;

/**
 * Whether a form is only a part of a name and says too little by itself: a model without its series ("910C"), an abbreviation or one word
 * of a body's name ("BIS", "Commerce"), or is the canonical name itself in another order. Names with short forms are shortened by rule, and any of those will do.
 */
function isPart(form: string, name: string, entry: TypeEntry): boolean {
  if (entry.shortForms || form === name) return false;
  if (/^\d/.test(form)) return true;
  return entry.acts === true && (!form.includes(' ') || wordsOf(form) === wordsOf(name));
}

/** The words that tell one body from another, whatever their order: "U.S. Commerce Department" is the "U.S. Department of Commerce". */
function wordsOf(name: string): string {
  return name
    .split(' ')
    .filter((word) => !LINK.test(word) && !INITIALS.test(word))
    .map((word) => word.toLowerCase())
    .sort()
    .join(' ');
}

/** What links the words of a name: "of", "the", "and". */
const LINK = /^(?:\p{Ll}{1,3}|&)$/u;
/** A country or a bloc by its initials: "U.S.", "EU". */
const INITIALS = /^(?:\p{Lu}\.?){2,3}$/u;

/** "H20s", "TPUs" and "Blackwells" without the plural's ending, for types whose names may stand in the plural. */
function singular(form: string, name: string, { plurals }: TypeEntry): string {
  return plurals && (form === `${name}s` || /[\p{Lu}\d]s$/u.test(form)) ? form.slice(0, -1) : form;
}

function keepLonger(forms: Map<string, string>, id: string, form: string): void {
  const known = forms.get(id);
  if (known === undefined || form.length > known.length) forms.set(id, form);
}

/** Whether one name is the beginning of the other, word by word, whatever the case. */
function isRelated(form: string, name: string): boolean {
  const [short, long] = form.length < name.length ? [form, name] : [name, form];
  return (
    long.toLowerCase().startsWith(short.toLowerCase()) && (long.length === short.length || long[short.length] === ' ')
  );
}

const tails = new WeakMap<readonly string[], readonly string[]>();

/** Legal forms as they end a name, in lower case with the space before. */
function tailsOf(legalForms: readonly string[]): readonly string[] {
  let known = tails.get(legalForms);
  if (!known) {
    known = legalForms.map((legal) => ` ${legal.toLowerCase()}`);
    tails.set(legalForms, known);
  }
  return known;
}

function withoutLegalForm(text: string, endings: readonly string[]): string {
  let form = text.replace(/\s+/g, ' ');
  if (!form.includes(' ')) return form;
  let lower = form.toLowerCase();
  for (let again = true; again; ) {
    again = false;
    for (const ending of endings) {
      if (!lower.endsWith(ending)) continue;
      form = form.slice(0, -ending.length).replace(/,$/, '');
      lower = form.toLowerCase();
      again = true;
    }
  }
  return form;
}

/** A form in capitals, as in headlines, takes the case of the canonical name as far as that goes. */
function cased(form: string, name: string): string {
  if (form !== form.toUpperCase() || name === name.toUpperCase()) return form;
  return form.length <= name.length ? name.slice(0, form.length) : name;
}
