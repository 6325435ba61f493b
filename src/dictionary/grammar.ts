import type { AssertionFile, NominalsFile } from '../schema/relations.js';
import { CLASS } from '../text/classes.js';
import { tokenise } from '../text/tokenise.js';
import { conjugate } from './conjugate.js';
import type { Entity } from './entity.js';
import { withPlural } from './inflect.js';
import { type Frame, nounWords, type RelationType } from './relations.js';

/** How a cue bears on what it governs. */
export type Cue = 'negated' | 'planned' | 'possible' | 'reported';
export const CUES: readonly Cue[] = ['negated', 'planned', 'possible', 'reported'];

/** Kinds of words that are cues. */
export type CueKind = 'verb' | 'noun' | 'modal' | 'adverb' | 'adjective' | 'preposition';

export interface Nominal {
  readonly words: readonly string[];
  readonly type: string;
  readonly kinds?: ReadonlySet<string>;
  readonly startup?: boolean;
}

/** Everything that the grammar side of extraction reads from the dictionaries, indexed by word. */
export interface Grammar {
  readonly relations: ReadonlyMap<string, RelationType>;
  /** Frames by verb ("build up"), by the last word of their noun, by what follows a hyphen, by adverb. */
  readonly verbFrames: ReadonlyMap<string, readonly Frame[]>;
  readonly nounFrames: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly frame: Frame }[]>;
  readonly hyphenFrames: ReadonlyMap<string, readonly Frame[]>;
  readonly adverbFrames: ReadonlyMap<string, readonly Frame[]>;
  readonly namingFrames: readonly Frame[];
  /** Word classes of all inflected verbs. */
  readonly classes: ReadonlyMap<string, number>;
  /** Lemmas of an inflected form. */
  readonly lemmas: ReadonlyMap<string, readonly string[]>;
  /** Second words of verbs of two words, by the first: "build" → up. */
  readonly particles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Hashes of words that can begin or be a trigger; a sentence without one states nothing. */
  readonly triggers: ReadonlySet<number>;
  /** Cues by kind of word and word: "deny", "plan", "may", "never", "due", "without". */
  readonly cues: Readonly<Record<CueKind, ReadonlyMap<string, readonly Cue[]>>>;
  /** Inflected forms. */
  readonly says: ReadonlySet<string>;
  readonly objectControl: ReadonlySet<string>;
  /** Lemmas. */
  readonly sayLemmas: ReadonlySet<string>;
  readonly light: ReadonlySet<string>;
  readonly admits: ReadonlySet<string>;
  readonly untrue: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  readonly means: ReadonlySet<string>;
  /** Inflected forms. */
  readonly causes: ReadonlySet<string>;
  /** Past participles. */
  readonly leads: ReadonlySet<string>;
  /** Verbs that tell of a plan or a deal that it came to nothing. */
  readonly fails: ReadonlySet<string>;
  /** Forms of verbs after which "whether" leaves open what follows. */
  readonly asks: ReadonlySet<string>;
  /** Nouns of which there is none in what is denied ("no truth in"). */
  readonly truth: ReadonlySet<string>;
  /** Nouns of acts that work for whoever took them. */
  readonly acts: ReadonlySet<string>;
  readonly conditional: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly anonymous: ReadonlySet<string>;
  /** Nominals by their last word. */
  readonly nominals: ReadonlyMap<string, readonly Nominal[]>;
  readonly units: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly containers: ReadonlySet<string>;
  /** Forms of verbs that tell whose a facility is. */
  readonly owners: ReadonlySet<string>;
  /** Demonyms in lower case, with the country's ISO code. */
  readonly demonyms: ReadonlyMap<string, string>;
}

const EMPTY_ASSERTION: AssertionFile['assertion'] = {
  negated: {},
  planned: {},
  possible: {},
  reported: {},
  says: [],
  light: [],
  objectControl: [],
  commands: [],
  means: [],
  causes: [],
  leads: [],
  fails: [],
  acts: [],
  conditional: [],
  roles: {},
  anonymous: [],
  admits: [],
};

/** Builds the indexes from compiled relations and the nominal and assertion files. */
export function compileGrammar(
  relations: readonly RelationType[],
  nominalFiles: readonly NominalsFile[],
  assertionFiles: readonly AssertionFile[],
  entities: Iterable<Entity>,
): Grammar {
  const assertion = assertionFiles.at(-1)?.assertion ?? EMPTY_ASSERTION;
  const classes = new Map<string, number>();
  const lemmas = new Map<string, string[]>();
  const particles = new Map<string, Set<string>>();
  const triggers = new Set<number>();
  const trigger = (word: string): void => {
    const { hash } = tokenise(word);
    if (hash.length > 0) triggers.add(hash.at(-1)!);
  };
  const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  const known = new Map<string, { readonly forms: readonly string[]; trigger: boolean }>();
  const learn = (lemma: string, isTrigger: boolean): readonly string[] => {
    const [first = '', ...rest] = lemma.split(' ');
    if (rest.length > 0) particles.set(first, (particles.get(first) ?? new Set()).add(rest.join(' ')));
    let verb = known.get(first);
    if (!verb) {
      const conjugated = conjugate(first);
      for (const { form, classes: bits } of conjugated) {
        classes.set(form, (classes.get(form) ?? 0) | bits);
        push(lemmas, form, first);
      }
      verb = { forms: conjugated.map(({ form }) => form), trigger: false };
      known.set(first, verb);
    }
    if (isTrigger && !verb.trigger) {
      verb.trigger = true;
      verb.forms.forEach(trigger);
    }
    return verb.forms;
  };

  const verbFrames = new Map<string, Frame[]>();
  const nounFrames = new Map<string, { words: readonly string[]; frame: Frame }[]>();
  const hyphenFrames = new Map<string, Frame[]>();
  const adverbFrames = new Map<string, Frame[]>();
  const namingFrames: Frame[] = [];
  for (const frame of relations.flatMap((relation) => relation.frames)) {
    if (frame.kind === 'naming') namingFrames.push(frame);
    for (const word of frame.words) {
      if (frame.kind === 'verb') {
        push(verbFrames, word.toLowerCase(), frame);
        learn(word.toLowerCase(), true);
        for (const test of [...frame.when, ...frame.unless]) {
          if (test.slot.path.at(-1) === 'infinitive' || test.slot.path.at(-1) === 'gerund')
            for (const [verb] of test.nouns) learn(verb!, false);
        }
      } else if (frame.kind === 'noun') {
        const words = nounWords(word);
        push(nounFrames, words.at(-1)!, { words, frame });
        for (const form of withPlural(words.at(-1)!)) trigger(form);
      } else if (frame.kind === 'hyphen') {
        push(hyphenFrames, word.toLowerCase(), frame);
        trigger(word.toLowerCase());
      } else if (frame.kind === 'adverb') {
        push(adverbFrames, word.toLowerCase(), frame);
        trigger(word.toLowerCase());
      }
    }
  }

  const cues: Record<CueKind, Map<string, Cue[]>> = {
    verb: new Map(),
    noun: new Map(),
    modal: new Map(),
    adverb: new Map(),
    adjective: new Map(),
    preposition: new Map(),
  };
  for (const cue of CUES) {
    const entry = assertion[cue];
    for (const verb of entry.verbs ?? []) {
      learn(verb, false);
      push(cues.verb, verb, cue);
    }
    for (const noun of entry.nouns ?? []) push(cues.noun, noun, cue);
    for (const word of entry.adjectives ?? []) push(cues.adjective, word, cue);
    for (const word of entry.adverbs ?? []) push(cues.adverb, word, cue);
    for (const word of entry.modals ?? []) push(cues.modal, word, cue);
    for (const word of entry.prepositions ?? []) push(cues.preposition, word, cue);
  }

  const nominals = new Map<string, Nominal[]>();
  const units = new Map<string, (readonly string[])[]>();
  const containers = new Set<string>();
  const owners = new Set<string>();
  for (const file of nominalFiles) {
    for (const { nouns, type, kinds, startup } of file.nominals) {
      for (const noun of nouns) {
        const words = nounWords(noun);
        push(nominals, words.at(-1)!, {
          words,
          type,
          ...(kinds ? { kinds: new Set(kinds) } : {}),
          ...(startup ? { startup } : {}),
        });
      }
    }
    for (const unit of file.units ?? []) push(units, nounWords(unit).at(-1)!, nounWords(unit));
    for (const verb of file.containers ?? []) for (const form of learn(verb, false)) containers.add(form);
    for (const verb of file.owners ?? []) for (const form of learn(verb, false)) owners.add(form);
  }
  for (const verb of [...assertion.light, ...assertion.admits, ...assertion.commands, ...assertion.means])
    learn(verb, false);
  const demonyms = new Map<string, string>();
  for (const { iso, demonyms: names } of entities) {
    if (iso && !iso.includes('-')) for (const name of names ?? []) demonyms.set(name.toLowerCase(), iso);
  }
  const roles = new Map<string, string>();
  for (const [role, nouns] of Object.entries(assertion.roles)) for (const noun of nouns) roles.set(noun, role);
  return {
    relations: new Map(relations.map((relation) => [relation.id, relation])),
    verbFrames,
    nounFrames,
    hyphenFrames,
    adverbFrames,
    namingFrames,
    classes,
    lemmas,
    particles,
    triggers,
    cues,
    says: new Set(assertion.says.flatMap((verb) => learn(verb, false))),
    objectControl: new Set(assertion.objectControl.flatMap((verb) => learn(verb, false))),
    sayLemmas: new Set(assertion.says),
    light: new Set(assertion.light),
    admits: new Set(assertion.admits),
    untrue: new Set(assertion.untrue),
    commands: new Set(assertion.commands),
    means: new Set(assertion.means),
    causes: new Set(assertion.causes.flatMap((verb) => conjugate(verb).map(({ form }) => form))),
    leads: new Set(assertion.leads.flatMap(participles)),
    fails: new Set(assertion.fails),
    asks: new Set(assertion.asks?.flatMap((verb) => conjugate(verb).map(({ form }) => form))),
    truth: new Set(assertion.truth),
    acts: new Set(assertion.acts),
    conditional: new Set(assertion.conditional),
    roles,
    anonymous: new Set(assertion.anonymous),
    nominals,
    units,
    containers,
    owners,
    demonyms,
  };
}

/** The past participles of a verb: "lead" → led. */
function participles(verb: string): string[] {
  return conjugate(verb)
    .filter(({ classes }) => classes & CLASS.participle)
    .map(({ form }) => form);
}

/** Readings of a noun form in the singular, the form itself first: "factories" → factories, factory. */
export function singulars(form: string): string[] {
  if (form.endsWith('ies') && form.length > 4) return [form, `${form.slice(0, -3)}y`];
  if (/(ses|xes|ches|shes)$/.test(form)) return [form, form.slice(0, -2), form.slice(0, -1)];
  if (form.endsWith('s') && !form.endsWith('ss')) return [form, form.slice(0, -1)];
  return [form];
}
