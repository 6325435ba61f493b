import { FLAG } from '../text/tokens.js';
import { CODES, CURRENCIES, DAYS, POWER, SYMBOLS } from './amount-words.js';
import type { Tagged } from './grammar/tag.js';
import { readNumber } from './numbers.js';

export type AmountKind = 'money' | 'quantity' | 'power' | 'percent' | 'duration';

/** An amount of a sentence: its words [first, last), and its value in base units. */
export interface AmountRead {
  readonly first: number;
  readonly last: number;
  readonly kind: AmountKind;
  readonly value: number;
  readonly unit?: string;
}

const GLUED = /^(\d{1,9}(?:,\d{3})*(?:\.\d{1,9})?)(w|kw|mw|gw|tw)$/;

/** The amounts of a sentence, in order: money, power, shares, durations, and other counts of things. */
export function readAmounts(tagged: Tagged): AmountRead[] {
  const { facts, mention } = tagged;
  const found: AmountRead[] = [];
  for (let at = 0; at < tagged.count; ) {
    const one = facts[at]!.counts && mention[at]! < 0 ? readAmount(tagged, at) : undefined;
    if (one) found.push(one);
    at = one ? one.last : at + 1;
  }
  return found;
}

function readAmount(tagged: Tagged, first: number): AmountRead | undefined {
  const { words } = tagged;
  const word = (at: number): string => words[at] ?? '';
  const glued = GLUED.exec(word(first));
  if (glued)
    return {
      first,
      last: first + 1,
      kind: 'power',
      value: Number(glued[1]!.replaceAll(',', '')) * POWER.get(glued[2]!)!,
      unit: 'W',
    };
  const sign = currencyAt(tagged, first);
  if (sign) {
    const number = readNumber(tagged, sign.last);
    return number ? { first, last: number.last, kind: 'money', value: number.value, unit: sign.unit } : undefined;
  }
  const number = readNumber(tagged, first);
  if (!number) return undefined;
  const { last, value } = number;
  const next = word(last) === '-' ? last + 1 : last;
  const unit = word(next);
  const currency = CURRENCIES.get(unit);
  if (currency) return { first, last: next + 1, kind: 'money', value, unit: currency };
  const singular = unit.replace(/s$/, '');
  const power = POWER.get(singular);
  if (power) return { first, last: next + 1, kind: 'power', value: value * power, unit: 'W' };
  if (unit === '%' || unit === 'percent') return { first, last: next + 1, kind: 'percent', value };
  if (unit === 'per' && word(next + 1) === 'cent') return { first, last: next + 2, kind: 'percent', value };
  const days = DAYS.get(singular);
  if (days) {
    const lasts = /^(for|over|of|a|an)$/.test(word(first - 1)) || next > last;
    if (!lasts || /^(ago|later|earlier|old|before|after)$/.test(word(next + 1)))
      return { first, last: next + 1, kind: 'duration', value: 0 };
    return { first, last: next + 1, kind: 'duration', value: value * days, unit: 'day' };
  }
  return count(tagged, first, last, value, number.exact);
}

function currencyAt({ words, tokens, first }: Tagged, at: number): { last: number; unit: string } | undefined {
  const joined = SYMBOLS.get(`${words[at]}${words[at + 1]}`);
  if (joined && !(tokens.flags[first + at + 1]! & FLAG.spaced)) return { last: at + 2, unit: joined };
  const symbol = SYMBOLS.get(words[at]!);
  if (symbol) return { last: at + 1, unit: symbol };
  const code = CODES.get(words[at]!);
  return code && /^\d/.test(words[at + 1] ?? '') ? { last: at + 1, unit: code } : undefined;
}

/** A count of things: a number before a plural noun or a name. A bare number word counts only before a name. */
function count(tagged: Tagged, first: number, last: number, value: number, exact: boolean): AmountRead | undefined {
  const { tags, words, mention } = tagged;
  if (exact && /^(19|20)\d\d$/.test(words[first]!)) return undefined;
  if (words[last] === '-') return undefined;
  let at = last;
  while (at < tagged.count && at < last + 6 && (/^(J|N|NS|P|VN|VG)$/.test(tags[at]!) || words[at] === '-')) at++;
  if (at === last || /^(day|week|month|year|quarter|hour|minute|time)s?$/.test(words[at - 1]!)) return undefined;
  const named = mention[at - 1]! >= 0 || mention[last]! >= 0;
  if (tags[at - 1] !== 'NS' && !named) return undefined;
  if (!exact && !named) return undefined;
  const { tokens } = tagged;
  const unit = tokens.text.slice(tokens.start[tagged.first + last], tokens.end[tagged.first + at - 1]);
  return { first, last, kind: 'quantity', value, unit };
}
