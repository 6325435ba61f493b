/**
 * The roles of a verb: subject, object, agent, prepositions, and what governs it from outside.
 * In: a clause. Out: the noun phrases in that role; empty where there are none.
 */
import { isUnit } from '../discourse/nominals.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase, Prepositional } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Predicate } from './predicate.js';
import { belongsTo, beyond, measuredIn, placedBy, relativeAround } from './relative-roles.js';
import { LIST_PREPOSITIONS } from './words.js';

export function verbRole(predicate: Predicate, role: string): NounPhrase[] {
  const { clause } = predicate;
  const passive = clause.verb?.passive === true;
  switch (role) {
    case 'subject':
      return passive
        ? prepositional(clause, 'by')
        : clause.subject
          ? [clause.subject, ...placedBy(clause), ...belongsTo(clause, predicate.parsed)]
          : [];
    case 'object':
      return objects(clause, predicate.parsed);
    case 'outer':
      return outer(clause, predicate.parsed);
    case 'outer-cause': {
      const parent = clause.parent;
      const form = parent?.verb ? predicate.parsed.tagged.words[parent.verb.main]! : '';
      return parent?.subject &&
        (clause.link === 'complement' || clause.link === 'infinitive') &&
        predicate.parsed.grammar.causes.has(form)
        ? [parent.subject]
        : [];
    }
    case 'possessed':
      return objects(clause, predicate.parsed).flatMap((phrase) => (phrase.possessor ? [phrase.possessor] : []));
    case 'around':
      return around(clause);
    case 'around-object':
      return around(clause).length > 0 ? clause.parent!.objects : [];
    case 'outer-object':
      return clause.link === 'gerund' ? (clause.parent?.objects ?? []) : [];
    case 'holder':
      return holder(clause);
    case 'patient':
      return patient(clause);
    case 'counterpart':
      return counterpart(clause);
    case 'beyond':
      return beyond(clause, predicate.parsed);
    case 'list':
      return lists(clause);
    default:
      return prepositional(clause, role);
  }
}

/** What stands after "to", "on" and the like; of two verbs that share a list, where the other has it ("removing X from it and adding Y"). */
function lists(clause: Clause): NounPhrase[] {
  const own = allPhrases(clause).filter((one) => one.object && LIST_PREPOSITIONS.has(one.preposition));
  const found = own.length > 0 || clause.subjectBy !== 'shared subject' ? own : (clause.sibling?.phrases ?? []);
  return found.filter((one) => one.object && LIST_PREPOSITIONS.has(one.preposition)).map((one) => one.object!);
}

function objects(clause: Clause, parsed: Parsed): NounPhrase[] {
  const passive = clause.verb?.passive === true;
  const objects = clause.objects.filter((phrase) => !phrase.temporal);
  if (passive && clause.subject) {
    objects.unshift(clause.subject, ...placedBy(clause));
    const outer = clause.link === 'participle' ? measuredIn(clause.subject, parsed) : undefined;
    // "puts chips in halls run by Y": what lies in them is not run.
    if (outer && !isUnit(parsed.grammar, clause.subject, parsed)) objects.push(outer);
  }
  if (objects.length === 0 && !passive) {
    const next = parsed.clauses.find(
      (other) => other.sibling === clause && other.verb && other.first <= clause.last + 4 && other.objects.length > 0,
    );
    if (next && clause.phrases.length === 0) objects.push(...next.objects.filter((phrase) => !phrase.temporal));
    else if (clause.phrases.length === 0) objects.push(...sharedByPreposition(clause, parsed));
    const relative = relativeAround(clause);
    if (
      objects.length === 0 &&
      relative?.antecedent &&
      relative.subject &&
      relative.subject !== relative.antecedent &&
      relative.marker !== 'where' &&
      relative.marker !== 'whose' &&
      !relative.phrases.some((phrase) => phrase.object === relative.antecedent)
    ) {
      objects.push(relative.antecedent);
    }
    // "X, whose chips Y used to fabricate".
    if (objects.length === 0 && relative?.marker === 'whose' && relative.objects[0] && relative !== clause)
      objects.push(relative.objects[0]);
  }
  return objects;
}

/** What something is done to by nobody who is named: "its tools are shipped to X". */
function patient({ verb, subject, phrases }: Clause): NounPhrase[] {
  return verb?.passive && subject && !phrases.some(({ preposition }) => preposition === 'by') ? [subject] : [];
}

/** "supplies and invests in X": what the preposition of the second verb governs is the object of the first. */
function sharedByPreposition(clause: Clause, parsed: Parsed): NounPhrase[] {
  const next = parsed.clauses.find((other) => other.sibling === clause && other.verb);
  if (!clause.verb) return [];
  const { last } = clause.verb;
  const joined = next?.verb && parsed.tagged.tags[last] === 'CC' && next.verb.first === last + 1;
  const phrase = joined && next.objects.length === 0 ? next.phrases[0] : undefined;
  return phrase?.object && !phrase.object.temporal && phrase.at === next!.verb!.last ? [phrase.object] : [];
}

/** For a participle or gerund without an agent of its own: the subject of the clause around it. */
function outer(clause: Clause, parsed: Parsed): NounPhrase[] {
  if (clause.verb?.passive && prepositional(clause, 'by').length > 0) return [];
  if (
    clause.link !== 'participle' &&
    clause.link !== 'gerund' &&
    clause.link !== 'complement' &&
    clause.link !== 'infinitive'
  )
    return [];
  if (clause.link === 'participle' && clause.antecedent) {
    const owner = clause.antecedent.possessor;
    if (owner && parsed.tagged.mention[owner.head]! >= 0) return [owner];
  }
  const parent = clause.parent;
  return parent?.subject && parent.subject !== clause.antecedent ? [parent.subject] : [];
}

/** For what is set off with "with": whom the clause around is about ("X raised $20 billion, with Y taking part"). */
function around({ link, marker, parent }: Clause): NounPhrase[] {
  return link === 'gerund' && marker === 'with' && parent?.subject ? [parent.subject] : [];
}

/** For what describes a noun: who has that noun as an object ("X uses chips bought from Y", "X held a round that Y led"). */
function holder(clause: Clause): NounPhrase[] {
  // "a round led by X and joined by Y".
  const first = clause.link === 'coordinate' && clause.sibling ? clause.sibling : clause;
  const { parent, antecedent } = first;
  if (!antecedent || !parent?.subject || parent.verb?.passive) return [];
  const gap =
    first.link === 'relative' &&
    antecedent.determiner !== 'the' &&
    (first.subject !== antecedent || first.verb?.passive === true);
  if (first.link !== 'participle' && !gap) return [];
  const holds = [...parent.objects, ...parent.phrases.map((one) => one.object)].some(
    (phrase) => phrase === antecedent || phrase?.conjuncts.includes(antecedent),
  );
  return holds && parent.subject !== antecedent ? [parent.subject, ...placedBy(parent)] : [];
}

/** For an infinitive: with whom the deal or the talks are that it says more of ("in talks with X to lease a hall"). */
function counterpart(clause: Clause): NounPhrase[] {
  const { parent } = clause;
  if (clause.link !== 'infinitive' || !parent) return [];
  const hosts = [clause.governor, ...parent.objects, ...parent.phrases.map((one) => one.object)];
  const phrases = [...parent.phrases, ...hosts.flatMap((host) => host?.phrases ?? [])];
  const before = phrases.find((one) => one.preposition === 'with' && one.object?.last === clause.first);
  return before?.object && !before.object.temporal ? [before.object] : [];
}

/** The phrases of a clause with those of the clauses around it that belong to it. */
function allPhrases(clause: Clause): readonly Prepositional[] {
  if (!clause.parent || (clause.link !== 'infinitive' && clause.link !== 'gerund' && clause.link !== 'complement'))
    return clause.phrases;
  const all = [...clause.phrases];
  for (
    let inner = clause;
    inner.parent && (inner.link === 'infinitive' || inner.link === 'gerund' || inner.link === 'complement');
    inner = inner.parent
  ) {
    const { parent } = inner;
    const fronted = parent.verb
      ? parent.phrases.filter((one) => one.at < parent.verb!.first && (!one.after || one.after.temporal))
      : [];
    const gap = parent.link === 'relative' ? parent.phrases.filter((one) => one.object === parent.antecedent) : [];
    all.push(...gap, ...fronted);
  }
  return all;
}

export function prepositional(clause: Clause, preposition: string): NounPhrase[] {
  const found: NounPhrase[] = [];
  for (const one of allPhrases(clause)) {
    if (one.preposition !== preposition || !one.object || one.object.temporal || ofSubject(one, clause)) continue;
    found.push(one.object);
  }
  return found;
}

/** A phrase before the verb that hangs on the subject's noun: "a start-up in Lyon, trains …". */
function ofSubject(one: Prepositional, clause: Clause): boolean {
  return (
    clause.verb !== undefined &&
    one.at < clause.verb.first &&
    one.after !== undefined &&
    !one.after.temporal &&
    clause.link !== 'relative'
  );
}

export function clausesUnder(parsed: Parsed, clause: Clause, link: string): Clause[] {
  const found: Clause[] = [];
  for (const other of parsed.clauses) {
    if (other.parent !== clause) continue;
    if (link === 'complement' ? other.link === 'complement' : other.link === link) found.push(other);
    if (link === 'complement' && other.link === 'adverbial' && other.marker === 'whether') found.push(other);
  }
  return found;
}
