import type { Entity } from '../dictionary/dictionary.js';
import { type Grammar, type Nominal, singulars } from '../dictionary/grammar.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { EntityMention } from './mention.js';
import type { Parsed, Placed, Role } from './parse.js';

/** What fills an argument: an entity, or a noun phrase. */
export interface Referent {
  readonly name: string;
  readonly type?: string;
  readonly id?: string;
  /** Index into the document's mentions. */
  readonly mention?: number;
  readonly entity?: Entity;
  readonly kinds: readonly string[];
  /** What was done to find it, for the explanation; empty for the mention itself. */
  readonly steps: readonly string[];
}

interface Occurrence {
  readonly referent: Referent;
  readonly sentence: number;
  readonly word: number;
  readonly role: Role;
  /** Set for entities named together ("A and B", "firms such as A and B"). */
  readonly group?: Group;
  /** Its noun phrase is in the plural ("H20 chips"). */
  readonly plural: boolean;
  /** The pronoun that it was named by, if one. */
  readonly pronoun?: string;
  /** The preposition before it. */
  readonly preposition?: string;
  /** The subject of a clause that is itself inside another. */
  readonly inner?: boolean;
}

interface Group {
  readonly members: readonly Referent[];
  readonly sentence: number;
  readonly word: number;
  readonly role: Role;
}

const SINGULAR = new Set(['it', 'its', 'itself']);
const PLURAL = new Set([
  'they',
  'them',
  'their',
  'themselves',
  'both',
  'these',
  'those',
  'neither',
  'either',
  'all',
  'each',
  'none',
]);
const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those', 'both', 'neither', 'either', 'such']);
/** Prepositions before a matter that is the object's rather than the subject's: "sued X over its takeover". */
const MATTERS = new Set(['over', 'for', 'about', 'of', 'regarding', 'after']);
/** How many sentences back a reference reaches. */
const REACH = 3;

/**
 * The entities that a text has named so far and how, and what pronouns and nominals refer to. Antecedents are ranked by recency
 * and grammatical role, after the salience factors of Lappin & Leass (1994), filtered by type, kind, country and number.
 */
export class Discourse {
  private readonly occurrences: Occurrence[] = [];
  private readonly groups: Group[] = [];
  private readonly types = new Set<string>();
  private readonly resolved = new Map<NounPhrase, Map<string, readonly Referent[]>>();

  constructor(
    private readonly grammar: Grammar,
    private readonly mentions: readonly EntityMention[],
    private readonly actors: ReadonlySet<string>,
    private readonly entities: ReadonlyMap<string, Entity>,
  ) {}

  /** The referent of a mention. */
  of(mention: number, steps: readonly string[] = []): Referent {
    const { name, type, id, entity, kinds } = this.mentions[mention]!;
    return { name, type, mention, kinds, steps, ...(id ? { id } : {}), ...(entity ? { entity } : {}) };
  }

  /** Whether the text so far names anything of one of these types. */
  holds(types: readonly string[]): boolean {
    return types.some((type) => this.types.has(type));
  }

  /** The entity of this type and dictionary id, if the text has named it so far. */
  named(type: string, id: string): Referent | undefined {
    return this.occurrences.findLast(({ referent }) => referent.type === type && referent.entity?.id === id)?.referent;
  }

  /** The one subject of the sentence before `sentence`, if it is of one of the types and alone in that. */
  subjectBefore(sentence: number, types: ReadonlySet<string>): Referent | undefined {
    const before = this.occurrences.filter(
      (one) => one.sentence === sentence - 1 && types.has(one.referent.type ?? ''),
    );
    const subjects = before.filter((one) => one.role === 'subject');
    const names = new Set(before.filter((one) => one.role !== 'possessor').map((one) => one.referent.name));
    return subjects.length > 0 && names.size === 1 ? subjects[0]!.referent : undefined;
  }

  /** Records the mentions of a sentence that was not parsed: the first is taken for its subject. */
  skim(sentence: number, mentions: readonly number[]): void {
    for (const mention of mentions) this.types.add(this.mentions[mention]!.type);
    mentions.forEach((mention, index) => {
      this.occurrences.push({
        referent: this.of(mention),
        sentence,
        word: index,
        role: index === 0 ? 'subject' : 'prepositional',
        plural: false,
      });
    });
  }

  /** Records the entities of a parsed sentence in the order of the text, references resolved on the way. */
  read(parsed: Parsed): void {
    for (const { type } of parsed.tagged.mentions) this.types.add(type);
    const describes = new Set(
      parsed.clauses.filter((clause) => clause.subjectBy === 'relative').map((clause) => clause.subject),
    );
    for (const placed of parsed.placed) {
      const { phrase, role } = placed;
      if (phrase.leader) continue;
      const list = [phrase, ...phrase.conjuncts, ...phrase.members];
      const members: Referent[] = [];
      for (const one of list) {
        const named = one.headMention >= 0 ? [this.of(one.headMention + parsed.base)] : [];
        const inner = one.headMention >= 0 ? [] : one.mentions.map((mention) => this.of(mention + parsed.base));
        members.push(...named);
        for (const referent of [...named, ...inner]) {
          this.occurrences.push({
            referent,
            sentence: parsed.index,
            word: one.first,
            role:
              named.length === 0 ? 'prepositional' : role === 'prepositional' && describes.has(one) ? 'object' : role,
            plural: one.plural,
            ...(placed.prepositional ? { preposition: placed.prepositional.preposition } : {}),
            ...(placed.clause.link === 'relative' || placed.clause.link === 'adverbial' ? { inner: true } : {}),
          });
        }
        if (
          !isPredicate(placed, parsed) &&
          one.headMention < 0 &&
          (role === 'subject' || role === 'object' || role === 'possessor' || role === 'prepositional')
        ) {
          const found = this.refer(one, placed, parsed, this.actors);
          const owner = found.length === 0 ? this.ownerOf(one, placed, parsed) : undefined;
          const referent = found.length === 1 ? found[0] : owner;
          if (referent && one === phrase) {
            this.occurrences.push({
              referent,
              sentence: parsed.index,
              word: one.first,
              role,
              plural: false,
              ...(one.pronoun ? { pronoun: one.pronoun } : {}),
            });
          } else if (found.length > 1) {
            this.group(found, parsed.index, one.first, role);
          }
        }
      }
      const type = members[0]?.type;
      const alike = members.filter((member) => member.type === type);
      if (alike.length > 1) this.group(alike, parsed.index, phrase.first, role);
    }
  }

  /** "its cloud unit": the entity whose unit a phrase is. */
  private ownerOf(phrase: NounPhrase, placed: Placed, parsed: Parsed): Referent | undefined {
    if (!phrase.possessor || phrase.headMention >= 0) return undefined;
    const words = headWords(phrase, parsed);
    const last = words.at(-1) ?? '';
    const unit = singulars(last).some((form) =>
      (this.grammar.units.get(form) ?? []).some((noun) => endsWith([...words.slice(0, -1), form], noun)),
    );
    if (!unit) return undefined;
    if (phrase.possessor.headMention >= 0) return this.of(phrase.possessor.headMention + parsed.base);
    const found = this.refer(
      phrase.possessor,
      { ...placed, phrase: phrase.possessor, role: 'possessor' },
      parsed,
      this.actors,
    );
    return found.length === 1 ? found[0] : undefined;
  }

  private group(members: readonly Referent[], sentence: number, word: number, role: Role): void {
    const group: Group = { members, sentence, word, role };
    this.groups.push(group);
    for (let at = this.occurrences.length - 1; at >= 0; at--) {
      const occurrence = this.occurrences[at]!;
      if (occurrence.sentence !== sentence) break;
      if (!occurrence.group && members.some((member) => member.mention === occurrence.referent.mention)) {
        this.occurrences[at] = { ...occurrence, group };
      }
    }
  }

  /** Whether a phrase is a pronoun or a definite nominal, so that it stands for something named elsewhere. */
  refers(phrase: NounPhrase, parsed: Parsed): boolean {
    if (phrase.pronoun) return SINGULAR.has(phrase.pronoun) || PLURAL.has(phrase.pronoun) || phrase.pronoun === 'whose';
    if (this.counts(phrase, parsed)) return true;
    return phrase.headMention < 0 && this.definite(phrase, parsed) && this.nominalsOf(phrase, parsed).length > 0;
  }

  /** "the two", "the former": a definite without a noun. */
  private counts(phrase: NounPhrase, parsed: Parsed): boolean {
    const word = parsed.tagged.words[phrase.head]!;
    return (
      phrase.headMention < 0 &&
      phrase.determiner === 'the' &&
      !phrase.pronoun &&
      /^(two|three|four|pair|former|latter)$/.test(word) &&
      phrase.phrases.every((one) => one.preposition !== 'of')
    );
  }

  private definite(phrase: NounPhrase, parsed: Parsed): boolean {
    const { determiner } = phrase;
    if (determiner !== '' && (DEFINITE.has(determiner) || determiner.split(' ').some((word) => DEFINITE.has(word))))
      return true;
    return phrase.determiner === '' && !phrase.possessor && parsed.tagged.tags[phrase.first] === 'CD' && phrase.plural;
  }

  /** The nominals that the last words of a phrase are, the longest first. */
  nominalsOf(phrase: NounPhrase, parsed: Parsed): Nominal[] {
    const words = headWords(phrase, parsed);
    const last = words.at(-1);
    if (!last) return [];
    const found: Nominal[] = [];
    for (const form of singulars(last)) {
      for (const nominal of this.grammar.nominals.get(form) ?? []) {
        if (endsWith([...words.slice(0, -1), form], nominal.words)) found.push(nominal);
      }
    }
    const longest = Math.max(0, ...found.map((nominal) => nominal.words.length));
    return found.filter((nominal) => nominal.words.length === longest);
  }

  /** What a pronoun or nominal refers to, of the given types; empty when it cannot be told. */
  refer(phrase: NounPhrase, placed: Placed, parsed: Parsed, types: ReadonlySet<string>): readonly Referent[] {
    if (!phrase.pronoun && (phrase.headMention >= 0 || !(this.definite(phrase, parsed) || this.counts(phrase, parsed))))
      return NONE;
    const key = keyOf(types);
    const cached = this.resolved.get(phrase)?.get(key);
    if (cached) return cached;
    const found = this.search(phrase, placed, parsed, types);
    const known = this.resolved.get(phrase) ?? new Map<string, readonly Referent[]>();
    known.set(key, found);
    this.resolved.set(phrase, known);
    return found;
  }

  private search(phrase: NounPhrase, placed: Placed, parsed: Parsed, types: ReadonlySet<string>): readonly Referent[] {
    const surface = phraseText(phrase, parsed);
    const word = parsed.tagged.words[phrase.head]!;
    if (this.counts(phrase, parsed) && (word === 'former' || word === 'latter')) {
      const group = this.groups.findLast(
        (one) => one.members.length === 2 && one.members.every((member) => types.has(member.type ?? '')),
      );
      const member = group?.members[word === 'former' ? 0 : 1];
      return member ? [step(member, `"${surface}" is ${member.name}`)] : [];
    }
    const pronoun = this.counts(phrase, parsed) ? 'both' : phrase.pronoun;
    if (pronoun === 'whose') {
      const antecedent = placed.clause.antecedent;
      if (!antecedent) return [];
      if (antecedent.headMention >= 0) {
        const referent = this.of(parsed.base + antecedent.headMention);
        return types.has(referent.type!) ? [step(referent, `"whose" is ${referent.name}`)] : [];
      }
      const host = antecedent.host;
      if (host && host.headMention >= 0)
        return [
          step(this.of(parsed.base + host.headMention), `"whose" is ${this.of(parsed.base + host.headMention).name}`),
        ];
      const owner = parsed.placeOf.get(antecedent);
      return owner ? this.refer(antecedent, owner, parsed, types) : [];
    }
    const nominals = pronoun ? [] : this.nominalsOf(phrase, parsed);
    if (!pronoun && (nominals.length === 0 || !this.definite(phrase, parsed))) return [];
    if (!pronoun && !nominals.some((nominal) => types.has(nominal.type))) return [];
    const fits = (referent: Referent): boolean =>
      types.has(referent.type ?? '') && (pronoun !== '' || this.fitsNominal(referent, nominals, phrase, parsed));
    const plural = pronoun ? PLURAL.has(pronoun) : phrase.plural || /\b(both|neither|either)\b/.test(phrase.determiner);
    if (pronoun && !SINGULAR.has(pronoun) && !PLURAL.has(pronoun)) return [];
    if (plural) {
      const found = this.plural(phrase, placed, parsed, fits, pronoun);
      return found.map((referent) => step(referent, `"${surface}" is ${found.map(({ name }) => name).join(' and ')}`));
    }
    const found = this.singular(phrase, placed, parsed, fits, pronoun);
    return found ? [step(found, `"${surface}" is ${found.name}`)] : [];
  }

  private fitsNominal(referent: Referent, nominals: readonly Nominal[], phrase: NounPhrase, parsed: Parsed): boolean {
    const { entity } = referent;
    const kinds = referent.kinds;
    const kind = nominals.some((nominal) => {
      if (nominal.type !== referent.type) return false;
      if (nominal.startup) return entity?.startup === true || !entity?.ticker;
      if (!nominal.kinds || (!entity && kinds.length === 0)) return true;
      return kinds.some((one) => nominal.kinds!.has(one));
    });
    if (!kind) return false;
    for (let at = phrase.first; at < phrase.head; at++) {
      const word = parsed.tagged.words[at]!;
      const country = this.grammar.demonyms.get(word);
      if (country && (!entity || this.countryOf(entity) !== country)) return false;
    }
    for (const mention of phrase.mentions) {
      const place = this.mentions[mention + parsed.base]!;
      if (entity && place.entity?.iso && this.countryOf(entity) === place.entity.iso) continue;
      if (entity?.hq === place.name) continue;
      return false;
    }
    return true;
  }

  /** The names of what the clause's own subject stands for. */
  private ownSubject(placed: Placed, parsed: Parsed): ReadonlySet<string> {
    const { subject } = placed.clause;
    const names = new Set<string>();
    if (!subject || subject === placed.phrase) return names;
    for (const one of [subject, ...subject.conjuncts]) {
      if (one.headMention >= 0) names.add(this.of(one.headMention + parsed.base).name);
      else for (const found of this.resolved.get(one)?.values() ?? []) for (const { name } of found) names.add(name);
    }
    return names;
  }

  /** The ISO code of the country that an entity is of, or lies in. */
  private countryOf(entity: Entity): string | undefined {
    let place: Entity | undefined = entity;
    for (let depth = 0; place && depth < 6; depth++) {
      const code = place.country ?? (place.iso && !place.iso.includes('-') ? place.iso : undefined);
      if (code) return code;
      place = place.within ? this.entities.get(`${place.type}:${place.within}`) : undefined;
    }
    return undefined;
  }

  /** The clause's own subject can not be its object as well, unless the object says "itself". */
  private disjoint(placed: Placed): ReadonlySet<NounPhrase> {
    const own = new Set<NounPhrase>();
    if (placed.role === 'possessor') return own;
    const { subject } = placed.clause;
    if (subject && subject !== placed.phrase) for (const one of [subject, ...subject.conjuncts]) own.add(one);
    return own;
  }

  private prepositionBefore(phrase: NounPhrase, parsed: Parsed): string {
    return parsed.tagged.words[phrase.first - 1] ?? '';
  }

  private singular(
    phrase: NounPhrase,
    placed: Placed,
    parsed: Parsed,
    fits: (referent: Referent) => boolean,
    pronoun: string,
  ): Referent | undefined {
    const barred = [...this.disjoint(placed)];
    const own = this.ownSubject(placed, parsed);
    const overObject = placed.role === 'possessor' && MATTERS.has(this.prepositionBefore(phrase, parsed));
    let best: Occurrence | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let at = this.occurrences.length - 1; at >= 0; at--) {
      const occurrence = this.occurrences[at]!;
      const distance = parsed.index - occurrence.sentence;
      if (distance > REACH) break;
      const same = distance === 0;
      if (same && occurrence.word >= phrase.first) continue;
      if (!fits(occurrence.referent)) continue;
      if (placed.role !== 'possessor' && own.has(occurrence.referent.name)) continue;
      if (same && barred.some((one) => one.first <= occurrence.word && occurrence.word < one.last)) continue;
      let score = -30 * distance;
      if (occurrence.role === 'subject') score += 30;
      else if (occurrence.role === 'object') score += 18;
      else if (occurrence.role === 'apposition' || occurrence.role === 'member') score += 8;
      else if (occurrence.role === 'possessor') score += 10;
      if (same) score += occurrence.role === 'subject' ? 12 : pronoun ? 2 : 6;
      if (occurrence.group && occurrence.group.members.length > 1) score -= pronoun ? 40 : 22;
      if (placed.role === 'possessor' && !overObject && own.size === 1 && own.has(occurrence.referent.name))
        score += 40;
      if (pronoun && occurrence.pronoun === pronoun && same) score += 45;
      if (same && occurrence.preposition && occurrence.preposition === placed.prepositional?.preposition) score += 42;
      if (occurrence.inner && occurrence.role === 'subject' && !same) score -= 12;
      if (same && overObject && occurrence.role === 'object') score += 30;
      if (!pronoun && !same) score += 0.2 * occurrence.word * (distance === 1 ? 0.1 : 0);
      if (score > bestScore) {
        best = occurrence;
        bestScore = score;
      }
    }
    return best?.referent;
  }

  private plural(
    phrase: NounPhrase,
    placed: Placed,
    parsed: Parsed,
    fits: (referent: Referent) => boolean,
    pronoun: string,
  ): readonly Referent[] {
    const pair = /\b(both|neither|either|two|three|four|five)\b/.test(
      `${pronoun} ${phrase.determiner} ${parsed.tagged.words.slice(phrase.first, phrase.head).join(' ')}`,
    );
    let best: Group | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    const barred = [...this.disjoint(placed)];
    for (let at = this.groups.length - 1; at >= 0; at--) {
      const group = this.groups[at]!;
      const distance = parsed.index - group.sentence;
      if (distance > REACH) break;
      if (distance === 0 && group.word >= phrase.first) continue;
      if (distance === 0 && barred.some((one) => one.first <= group.word && group.word < one.last)) continue;
      const members = group.members.filter(fits);
      if (members.length < 2 || (pair && members.length !== (COUNTS.get(countWord(phrase, parsed)) ?? 2))) continue;
      const score = -20 * distance + (group.role === 'subject' ? 15 : group.role === 'object' ? 8 : 0);
      if (score > bestScore) {
        best = { ...group, members };
        bestScore = score;
      }
    }
    if (best) return best.members;
    const reachable = this.occurrences.filter((occurrence) => {
      const distance = parsed.index - occurrence.sentence;
      if (distance > REACH - 1 || !fits(occurrence.referent)) return false;
      if (distance > 0) return true;
      return (
        occurrence.word < phrase.first &&
        !barred.some((one) => one.first <= occurrence.word && occurrence.word < one.last)
      );
    });
    if (!pair) {
      const last = reachable.findLast((occurrence) => occurrence.plural || occurrence.role === 'subject');
      return last ? [last.referent] : [];
    }
    // The last two of the kind: what stands parallel first, then subjects, then others.
    const wanted = COUNTS.get(countWord(phrase, parsed)) ?? 2;
    const two = new Map<string, Referent>();
    const preposition = placed.prepositional?.preposition;
    const parallel = preposition
      ? reachable.filter((occurrence) => occurrence.preposition === preposition && occurrence.sentence === parsed.index)
      : [];
    for (const occurrence of parallel.toReversed())
      if (two.size < wanted) two.set(occurrence.referent.name, occurrence.referent);
    if (two.size === wanted) return [...two.values()].reverse();
    two.clear();
    for (const roles of [['subject'], ['object', 'prepositional', 'apposition', 'member']]) {
      for (const occurrence of reachable.toReversed()) {
        if (roles.includes(occurrence.role)) two.set(occurrence.referent.name, occurrence.referent);
        if (two.size === wanted) return [...two.values()].reverse();
      }
    }
    return [];
  }
}

/** "X is the foundry for Y": what follows the copula describes, it does not refer. */
function isPredicate(placed: Placed, parsed: Parsed): boolean {
  const verb = placed.clause.verb;
  return (
    placed.role === 'object' &&
    verb !== undefined &&
    /^(is|are|was|were|be|been|being|become|becomes|became|remain|remains|remained)$/.test(
      parsed.tagged.words[verb.main]!,
    )
  );
}

const COUNTS: ReadonlyMap<string, number> = new Map([
  ['three', 3],
  ['four', 4],
  ['five', 5],
]);

/** The number that a phrase says: "the four landlords". */
function countWord(phrase: NounPhrase, parsed: Parsed): string {
  return parsed.tagged.words.slice(phrase.first, phrase.head + 1).find((word) => COUNTS.has(word)) ?? '';
}

const NONE: readonly Referent[] = [];
const keys = new WeakMap<ReadonlySet<string>, string>();

function keyOf(types: ReadonlySet<string>): string {
  let key = keys.get(types);
  if (key === undefined) {
    key = [...types].join('|');
    keys.set(types, key);
  }
  return key;
}

function step(referent: Referent, text: string): Referent {
  return { ...referent, steps: [...referent.steps, text] };
}

/** The words of a phrase up to its head, in lower case, hyphens left out. */
export function headWords(phrase: NounPhrase, parsed: Parsed): string[] {
  return parsed.tagged.words.slice(phrase.core, phrase.head + 1).filter((word) => word !== '-');
}

/** Whether `words` ends with `suffix`. */
export function endsWith(words: readonly string[], suffix: readonly string[]): boolean {
  if (suffix.length > words.length) return false;
  const from = words.length - suffix.length;
  return suffix.every((word, index) => words[from + index] === word);
}

/** The phrase as it stands in the text. */
export function phraseText(phrase: NounPhrase, parsed: Parsed, from = phrase.first): string {
  const { tokens, first } = parsed.tagged;
  return tokens.text.slice(tokens.start[first + from], tokens.end[first + phrase.last - 1]);
}
