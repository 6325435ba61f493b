import type { Decided, Decision } from './decisions.js';
import type { Dictionary } from './dictionary.js';
import type { Suggestion } from './suggest.js';

/** A review of suggestions, one a screen. */
export interface Review {
  readonly suggestions: readonly Suggestion[];
  readonly at: number;
  readonly decided: readonly Decided[];
  /** What is chosen on this screen so far. */
  readonly type?: string;
  readonly entityKind?: string;
  readonly relation?: string;
  readonly inverse: boolean;
  readonly message: string;
}

export function beginReview(suggestions: readonly Suggestion[]): Review {
  return { suggestions, at: 0, decided: [], inverse: false, message: '' };
}

/** The review after a key: `a` accepts, `x` rejects, space ignores, backspace or `u` takes back; `t`, `k`, `i` and digits choose. */
export function press(review: Review, key: string, dictionary: Dictionary): Review {
  const suggestion = review.suggestions[review.at];
  if (key === 'u' || key === '\u007f' || key === '\b') {
    if (review.at === 0) return { ...review, message: 'nothing to take back' };
    return { ...beginReview(review.suggestions), at: review.at - 1, decided: review.decided.slice(0, -1) };
  }
  if (!suggestion) return review;
  if (key === 'a' || key === 'x' || key === ' ') {
    const decision = decide(review, suggestion, key);
    if (typeof decision === 'string') return { ...review, message: decision };
    const decided = [...review.decided, { suggestion, decision }];
    return { ...beginReview(review.suggestions), at: review.at + 1, decided };
  }
  if (suggestion.kind === 'frame') {
    if (key === 'i') return { ...review, inverse: !review.inverse, message: '' };
    const relation = suggestion.relations[Number.parseInt(key, 36) - 1];
    return relation ? { ...review, relation, message: '' } : { ...review, message: KEYS };
  }
  const types = [...dictionary.types.keys()];
  const type = review.type ?? suggestion.type;
  if (key === 't') {
    const { entityKind: _, ...rest } = review;
    return { ...rest, type: types[(types.indexOf(type ?? '') + 1) % types.length]!, message: '' };
  }
  if (key === 'k' && type) {
    const kinds = dictionary.types.get(type)!.kinds;
    return {
      ...review,
      entityKind: kinds[(kinds.indexOf(review.entityKind ?? suggestion.entityKind ?? '') + 1) % kinds.length]!,
      message: '',
    };
  }
  return { ...review, message: KEYS };
}

const KEYS = 'a accept · x reject · space ignore · u take back · q end and write';

function decide(review: Review, suggestion: Suggestion, key: string): Decision | string {
  const word = key === 'a' ? 'accept' : key === 'x' ? 'reject' : 'ignore';
  const base = { key: suggestion.key, decision: word } as const;
  if (word !== 'accept') return base;
  if (suggestion.kind === 'name') {
    const type = review.type ?? suggestion.type;
    const entityKind = review.entityKind ?? (review.type ? undefined : suggestion.entityKind);
    return type ? { ...base, type, ...(entityKind ? { entityKind } : {}) } : 'choose a type first: t';
  }
  const relation = review.relation ?? (suggestion.relations.length === 1 ? suggestion.relations[0] : undefined);
  if (!relation) return 'choose a relation first: its digit or letter';
  return { ...base, relation, ...(review.inverse ? { inverse: true } : {}) };
}

/** The screen of a review, as lines without control characters of its own. */
export function screen(review: Review): string[] {
  const { suggestions, at, inverse, message } = review;
  const suggestion = suggestions[at];
  if (!suggestion) return [`All ${suggestions.length} decided.`, '', message, 'u take back · q end and write'];
  const lines = [`${at + 1} of ${suggestions.length}`, ''];
  if (suggestion.kind === 'name') {
    const type = review.type ?? suggestion.type ?? '?';
    const kind = review.entityKind ?? (review.type ? '' : (suggestion.entityKind ?? ''));
    lines.push(`${suggestion.name}   ${type}${kind ? `, ${kind}` : ''}`);
    lines.push(`${suggestion.count} times in ${suggestion.documents} documents, weight ${suggestion.weight}`);
    if (suggestion.similar.length > 0)
      lines.push(`spelled like ${suggestion.similar.map(({ name, id }) => `${name} (${id})`).join(', ')}`);
    lines.push('', ...suggestion.contexts.map(({ text }) => `  ${text}`));
    lines.push('', 't type · k kind');
  } else {
    const { verb, slot, subjectType, objectType, relations, count, documents } = suggestion;
    lines.push(
      `${subjectType} ${verb}${slot === 'object' || verb.includes(' ') ? '' : ` … ${slot}`} ${objectType}   ${review.relation ?? '?'}${inverse ? ', the other way round' : ''}`,
    );
    lines.push(`${count} times in ${documents} documents; no frame has it`);
    lines.push('', ...suggestion.contexts.map(({ text }) => `  ${text}`));
    lines.push(
      '',
      `${relations.map((id, index) => `${(index + 1).toString(36)} ${id}`).join(' · ')} · i the other way round`,
    );
  }
  return [...lines, KEYS, message];
}
