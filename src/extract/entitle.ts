import type { TypeEntry } from '../schema/dictionary.js';
import type { EntityMention } from './mention.js';

/**
 * Gives each entity of a document the fullest form by which the document itself names it: "Quanta Computer", or "Quanta" where the text
 * never says more. Only forms that extend or shorten the canonical name count, and only for types with short forms; whoever joins
 * documents joins on `id`, which does not change.
 */
export function entitle(mentions: readonly EntityMention[], types: ReadonlyMap<string, TypeEntry>): EntityMention[] {
  const fullest = new Map<string, string>();
  for (const { id, type, text, name, entity } of mentions) {
    if (!id || !entity || !types.get(type)?.shortForms) continue;
    const form = withoutLegalForm(text, tailsOf(types.get(type)?.legalForms ?? NO_FORMS));
    if (!related(form, name)) continue;
    const known = fullest.get(id);
    if (known === undefined || form.length > known.length) fullest.set(id, form);
  }
  return mentions.map((mention) => {
    const form = mention.id ? fullest.get(mention.id) : undefined;
    return form === undefined || form === mention.name ? mention : { ...mention, name: cased(form, mention.name) };
  });
}

/** Whether one name is the beginning of the other, word by word, whatever the case. */
function related(form: string, name: string): boolean {
  const [short, long] = form.length < name.length ? [form, name] : [name, form];
  return (
    long.toLowerCase().startsWith(short.toLowerCase()) && (long.length === short.length || long[short.length] === ' ')
  );
}

const NO_FORMS: readonly string[] = [];
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
