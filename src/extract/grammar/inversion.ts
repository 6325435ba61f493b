/**
 * Clauses that a negation turns round: "Nor has X bought Y", "Never did X sell it", "Neither has X".
 * In: a tagged sentence, or its chunks. Out: the same with the auxiliary joined to its verb, behind the subject.
 */
import { CLASS } from '../../text/classes.js';
import type { Chunk, VerbGroup } from './phrases.js';
import type { Tagged } from './tagged.js';

export const AUXILIARIES: ReadonlyMap<string, string> = new Map([
  ...['has', 'have', 'had'].map((word): [string, string] => [word, 'HAVE']),
  ...['do', 'does', 'did'].map((word): [string, string] => [word, 'DO']),
  ...['is', 'are', 'was', 'were'].map((word): [string, string] => [word, 'BE']),
  ...['will', 'would', 'can', 'could', 'may', 'might', 'should'].map((word): [string, string] => [word, 'MD']),
]);
/** Words that turn a clause round where they begin it. */
const OPENERS = new Set(['nor', 'never', 'neither']);
const STARTS = new Set([',', ';', 'CC', '—', '"']);
const SUBJECT = new Set(['P', 'N', 'NS', 'PRP', 'DT', 'PRP$', 'POS', 'J', 'CC', '-', 'CD']);

/** Tags the auxiliary and the verb of a clause that is turned round; what stands between is the subject, whatever it looks like. */
export function settleInverted(tagged: Tagged): void {
  const { words, tags, count, facts, known } = tagged;
  for (let at = 0; at + 3 < count; at++) {
    const auxiliary = OPENERS.has(words[at]!) ? AUXILIARIES.get(words[at + 1]!) : undefined;
    if (!auxiliary || (words[at] !== 'nor' && at > 0 && !STARTS.has(tags[at - 1]!))) continue;
    const wanted = auxiliary === 'DO' || auxiliary === 'MD' ? CLASS.base : CLASS.past | CLASS.participle;
    for (let verb = at + 3; verb < count; verb++) {
      if (words[verb] === 'been') {
        tags[at + 1] = auxiliary;
        tags[verb] = 'BE';
        break;
      }
      const bits = tagged.mention[verb]! < 0 ? facts[verb]!.classes : 0;
      if (bits & wanted && (known.has(words[verb]!) || !(bits & CLASS.noun))) {
        tags[at + 1] = auxiliary;
        tags[verb] = wanted === CLASS.base ? 'V' : 'VD';
        break;
      }
      if (!SUBJECT.has(tags[verb]!)) break;
    }
  }
}

/** Puts the auxiliary of a clause that is turned round where its verb is. */
export function setUpright(chunks: Chunk[], { words, tags }: Tagged): Chunk[] {
  for (let at = 0; at + 2 < chunks.length; at++) {
    const auxiliary = groupOf(chunks[at]);
    if (!auxiliary || auxiliary.main !== auxiliary.last - 1 || !AUXILIARIES.has(words[auxiliary.main]!)) continue;
    if (tags[auxiliary.main] !== AUXILIARIES.get(words[auxiliary.main]!)) continue;
    const opener = at > 0 ? words[chunks[at]!.at - 1]! : '';
    const opened = OPENERS.has(opener) || OPENERS.has(words[auxiliary.first]!);
    let verb = at + 1;
    while (chunks[verb]?.kind === 'NP' || chunks[verb]?.kind === 'CC') verb++;
    const group = opened && verb > at + 1 ? groupOf(chunks[verb]) : undefined;
    if (!group || group.form === 'infinitive') continue;
    // After a comma "nor" negates the clause that it joins; at the start it has none to join it to.
    const own = opener === 'neither' || (opener === 'nor' && at === 1);
    const joined = join(auxiliary, group, tags[auxiliary.main]!, own);
    const drop = opener === 'neither' ? at - 1 : at;
    return setUpright(
      [...chunks.slice(0, drop), ...chunks.slice(at + 1, verb), { ...chunks[verb]!, group: joined } as Chunk].concat(
        chunks.slice(verb + 1),
      ),
      { words, tags } as Tagged,
    );
  }
  return chunks;
}

export function join(auxiliary: VerbGroup, verb: VerbGroup, tense: string, negates: boolean): VerbGroup {
  return {
    ...verb,
    form: 'finite',
    tense,
    perfect: tense === 'HAVE' || verb.perfect,
    passive: verb.passive || (tense === 'BE' && verb.tense !== 'VG'),
    negated: negates || auxiliary.negated || verb.negated,
    modals: auxiliary.modals,
  };
}

export function groupOf(chunk: Chunk | undefined): VerbGroup | undefined {
  return chunk?.kind === 'VG' ? (chunk as { group: VerbGroup }).group : undefined;
}
