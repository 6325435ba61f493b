/**
 * Who speaks in a sentence, and for whom: "said X's chief", "X said: We", "a lawyer for X denied that his client".
 * In: parsed sentences. Out: the phrases of persons or firms that speak.
 */
import { aroundNonfinite, type Clause } from '../grammar/clause.js';
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, placeOf } from '../parse.js';

/** Follows quotations over the sentences that they go on in. */
export class Quotation {
  private speech: Clause | undefined;
  private where: Parsed | undefined;
  private last = -1;
  /** The quotation goes on after the end of the sentence. */
  private open = false;

  /** Takes note of a sentence, in the order of the text. */
  note(parsed: Parsed): void {
    const { words, tags } = parsed.tagged;
    const speech = parsed.clauses.find(isAttribution) ?? parsed.clauses.find((one) => announces(one, parsed));
    const goesOn = this.last === parsed.index - 1 && (this.open || words[0] === '"');
    if (!speech && !goesOn) return;
    if (speech) {
      this.speech = speech;
      this.where = parsed;
    }
    let marks = 0;
    for (const tag of tags) if (tag === '"') marks++;
    this.open = (goesOn && this.open ? marks + 1 : marks) % 2 === 1;
    this.last = parsed.index;
  }

  /** Who speaks in a sentence that was noted, with what describes them, and the sentence that says so. */
  speakers(parsed: Parsed): { phrases: readonly NounPhrase[]; where: Parsed } | undefined {
    const subject = this.last === parsed.index ? this.speech?.subject : undefined;
    return subject && this.where ? { phrases: withDescriptions(subject, this.where), where: this.where } : undefined;
  }
}

const isAttribution = (clause: Clause): boolean => clause.link === 'attribution' && clause.subject !== undefined;

/** "X said: We have", "X wrote, "We have"": what a mark after the verb opens is said. */
function announces({ verb, subject, link }: Clause, { tagged, grammar }: Parsed): boolean {
  if (link !== 'main' || !verb || !subject || !grammar.says.has(tagged.words[verb.main]!)) return false;
  const after = tagged.tags.indexOf('"', verb.last);
  return after >= 0 && after - verb.last < 12;
}

/** Who "his" may be, in the clauses around a phrase and in what is said of them: "X's chief said that his company". */
export function personsAround(phrase: NounPhrase, parsed: Parsed): readonly NounPhrase[] {
  const found: NounPhrase[] = [];
  for (let clause = placeOf(parsed, phrase)?.clause; clause; clause = aroundNonfinite(clause).parent) {
    const { subject } = aroundNonfinite(clause);
    if (subject && subject.first !== phrase.first && subject.headMention < 0)
      found.push(...withDescriptions(subject, parsed));
  }
  for (const clause of parsed.clauses)
    if (isAttribution(clause)) found.push(...withDescriptions(clause.subject!, parsed));
  return found;
}

/** A person with appositions and what relative clauses say: "X, who founded Y", "X, the chief of Y". */
function withDescriptions(person: NounPhrase, parsed: Parsed): NounPhrase[] {
  const host = person.host ? [person.host] : [];
  const said = parsed.clauses.flatMap((clause) =>
    clause.link === 'relative' && clause.antecedent === person && clause.marker === 'who' ? clause.objects : [],
  );
  return [person, ...person.appositions, ...host, ...said].filter((one) => !one.pronoun);
}
