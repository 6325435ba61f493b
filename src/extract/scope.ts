import type { Grammar } from '../dictionary/grammar.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import type { Found } from './relate.js';

/** The innermost clause around a word of a sentence. */
export function clauseAt(parsed: Parsed, word: number): Clause | undefined {
  if (!parsed.innermost) {
    const clauses = new Array<Clause | undefined>(parsed.tagged.count).fill(undefined);
    for (const clause of [...parsed.clauses].sort((a, b) => a.first - b.first)) {
      const end = Math.min(clause.last, parsed.tagged.count);
      for (let at = Math.max(0, clause.first); at < end; at++) clauses[at] = clause;
    }
    parsed.innermost = clauses;
  }
  return parsed.innermost[word];
}

/** Links from a clause to the one around it over which a time or an amount of the outer clause is the inner one's too. */
const INWARD = new Set(['infinitive', 'complement', 'gerund']);
/** Links over which what stands in the inner clause may be the outer one's. */
const OUTWARD = new Set(['infinitive', 'gerund']);

/**
 * How near a word stands to a relation's trigger in the structure of its sentence: 0 in its clause, more the further out;
 * undefined where the word belongs to another predicate, a quotation or the attribution.
 */
export function distance(found: Found, word: number, grammar: Grammar): number | undefined {
  const { parsed, clause } = found;
  const at = resumed(parsed, word);
  if (!at || at === clause) return at ? 0 : undefined;
  const noun = triggerPhrase(found);
  if (noun && at.antecedent === noun && at.link === 'participle') return 0;
  if (at.parent === clause && OUTWARD.has(at.link) && !at.fronted && noun) return 2;
  let inner = clause;
  for (let steps = 1; steps < 6; steps++) {
    if (inner.link === 'coordinate' && inner.sibling) {
      inner = inner.sibling;
      if (inner === at) return inner.verb && word < inner.verb.first ? steps : undefined;
      continue;
    }
    const outer = inner.parent;
    if (!outer || !INWARD.has(inner.link) || (inner.link === 'gerund' && inner.fronted)) return undefined;
    if (outer.verb && reports(parsed.tagged.words[outer.verb.main]!, inner, grammar)) return undefined;
    if (outer === at) return steps;
    inner = outer;
  }
  return undefined;
}

/** The clause that a word belongs to; what a comma sets off at the end of a relative clause or participle belongs to the clause around it. */
function resumed(parsed: Parsed, word: number): Clause | undefined {
  const at = clauseAt(parsed, word);
  if (!at?.parent || (at.link !== 'relative' && at.link !== 'participle')) return at;
  const { words, tags } = parsed.tagged;
  const before = tags[word - 1] === 'IN' ? word - 2 : word - 1;
  return words[before] === ',' && before > (at.verb?.last ?? at.first) ? at.parent : at;
}

/** Whether a verb says or alleges what the clause under it states, so that its own time is not the time of that. */
function reports(word: string, inner: Clause, grammar: Grammar): boolean {
  if (inner.link === 'complement' && grammar.says.has(word)) return true;
  return (grammar.lemmas.get(word) ?? [word]).some((lemma) => grammar.cues.verb.get(lemma)?.includes('reported'));
}

/** The noun phrase whose head is the relation's trigger, if it is a noun. */
export function triggerPhrase({ parsed, clause, first, last }: Found): NounPhrase | undefined {
  if (clause.verb && first >= clause.verb.first && last <= clause.verb.last) return undefined;
  return parsed.placed.find(({ phrase }) => phrase.first <= first && last <= phrase.last && phrase.head < last)?.phrase;
}

/** First word of an argument's mention in the sentence of the trigger, or -1. */
export function wordOf({ parsed }: Found, mention: number | undefined): number {
  if (mention === undefined || mention < parsed.base) return -1;
  return parsed.tagged.mention.indexOf(mention - parsed.base);
}
