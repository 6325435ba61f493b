import { FLAG } from '../text/tokens.js';
import { addDays, type Day, dayText, monthText, quarterText, readDate, shift, weekday, yearText } from './calendar.js';
import type { Tagged } from './grammar/tag.js';
import {
  DAYS,
  INTRODUCES,
  MONTHS,
  NUMBERS,
  ORDINALS,
  PARTS,
  SEASONS,
  STEPS,
  TIMELY,
  UNITS,
  WEEKDAYS,
} from './time-words.js';

/** What a time is counted from: the day of publication, if known, and whether it is said of the future. */
export interface Anchor {
  readonly published?: Day;
  readonly future: boolean;
}

type Resolve = (anchor: Anchor) => string | undefined;

/** A time expression of a sentence: its words [first, last), and what it says once its anchor is known. */
export interface TimeExpression {
  readonly first: number;
  readonly last: number;
  readonly value: Resolve;
}

interface Point {
  readonly last: number;
  readonly value: Resolve;
  /** A bare number that is a year only where something says so. */
  readonly bare?: boolean;
}

/** The time expressions of a sentence, in order, none inside another. Runs in time linear in the sentence's words. */
export function readTimes(tagged: Tagged): TimeExpression[] {
  const { facts, mention } = tagged;
  const reader = new TimeReader(tagged);
  const found: TimeExpression[] = [];
  for (let at = 0; at < tagged.count; ) {
    const one = facts[at]!.timely > 0 && mention[at]! < 0 ? reader.expression(at) : undefined;
    if (one && one.last > at) found.push(one);
    at = one ? Math.max(one.last, at + 1) : at + 1;
  }
  return found;
}

class TimeReader {
  constructor(private readonly tagged: Tagged) {}

  private word(at: number): string {
    return at >= 0 && at < this.tagged.count ? this.tagged.words[at]! : '';
  }

  private capital(at: number): boolean {
    return (this.tagged.tokens.flags[this.tagged.first + at]! & FLAG.capital) !== 0;
  }

  /** An expression that begins at a word that is timely: a point, an interval with "since" or "until", or a range. */
  expression(first: number): TimeExpression | undefined {
    const word = this.word(first);
    const make = (last: number, value: Resolve): TimeExpression => ({ first, last, value });
    if (word === 'between' || word === 'from') {
      const from = this.point(first + 1);
      const to =
        from && /^(and|to|until|till|through|-)$/.test(this.word(from.last)) ? this.point(from.last + 1) : undefined;
      if (from && to) return make(to.last, range(from.value, to.value));
      if (!from || word === 'between' || (from.bare && !this.endsYear(from.last))) return undefined;
      const onwards = /^onwards?$/.test(this.word(from.last)) ? from.last + 1 : from.last;
      return make(onwards, open(from.value, true));
    }
    if (word === 'since' || word === 'after') return this.prefixed(first, first + 1, (value) => open(value, true));
    if ((word === 'starting' || word === 'beginning') && /^(in|from|on)$/.test(this.word(first + 1)))
      return this.prefixed(first, first + 2, (value) => open(value, true));
    if (/^(until|till|through|by|before)$/.test(word))
      return this.prefixed(first, first + 1, (value) => open(value, false));
    const point = this.point(first);
    if (!point || (point.bare && !this.saysYear(first, point.last))) return undefined;
    if (/^(to|-|–|and)$/.test(this.word(point.last)) && (point.bare || this.word(point.last) !== 'and')) {
      const to = this.point(point.last + 1);
      if (to && point.bare === to.bare) return make(to.last, range(point.value, to.value));
    }
    return make(point.last, point.value);
  }

  private prefixed(first: number, at: number, change: (value: Resolve) => Resolve): TimeExpression | undefined {
    const point = this.point(at);
    if (!point || (point.bare && !this.endsYear(point.last))) return undefined;
    return { first, last: point.last, value: change(point.value) };
  }

  /** Whether a bare number is a year: after a word that introduces one, or before a noun that it dates. */
  private saysYear(at: number, last: number): boolean {
    if (!this.endsYear(last)) return false;
    const before = this.word(at - 1);
    return (
      INTRODUCES.has(before) ||
      before === ',' ||
      before === '(' ||
      this.tagged.tags[last] === 'N' ||
      this.word(last) === "'s"
    );
  }

  private endsYear(last: number): boolean {
    return !/^(%|per|percent|million|billion|trillion|of)$/.test(this.word(last)) && this.tagged.tags[last] !== 'NS';
  }

  private point(at: number): Point | undefined {
    let start = at;
    if (this.word(start) === 'the') start++;
    if (PARTS.has(this.word(start))) {
      start++;
      if (this.word(start) === '-' || this.word(start) === 'of' || this.word(start) === 'in') start++;
      if (this.word(start) === 'the') start++;
    }
    // "H100" is the name of a chip and no half of a year.
    if (start < this.tagged.count && this.tagged.mention[start]! >= 0) return undefined;
    if (start >= this.tagged.count || !(this.tagged.facts[start]!.timely & TIMELY.point)) return undefined;
    const point =
      this.isoDate(start) ??
      this.date(start) ??
      this.fiscal(start) ??
      this.relative(start) ??
      this.ago(start) ??
      this.season(start) ??
      this.year(start);
    if (!point) return undefined;
    return start > at && point.bare && PARTS.has(this.word(start - 1)) ? { ...point, bare: false } : point;
  }

  private isoDate(at: number): Point | undefined {
    const word = this.word(at);
    if (!/^\d/.test(word)) return undefined;
    if (/^\d{4}-\d\d-\d\d$/.test(word)) return { last: at + 1, value: () => word };
    const text = `${word}${this.word(at + 1)}${this.word(at + 2)}${this.word(at + 3)}${this.word(at + 4)}`;
    return /^(19|20)\d\d-[01]\d-[0-3]\d$/.test(text) ? { last: at + 5, value: () => text } : undefined;
  }

  /** "March 25, 2025", "9 April", "Monday, 14 April", "April 2025", "April". */
  private date(at: number): Point | undefined {
    const weekdayAt = WEEKDAYS.get(this.word(at));
    if (weekdayAt !== undefined && this.capital(at)) {
      const next = this.word(at + 1) === ',' ? at + 2 : at + 1;
      return this.monthAndDay(next) ?? { last: at + 1, value: (anchor) => dayOfWeek(weekdayAt - 1, anchor, 0) };
    }
    return this.monthAndDay(at) ?? this.month(at);
  }

  private monthAndDay(at: number): Point | undefined {
    const dayFirst = /^([0-3]?\d)(st|nd|rd|th)?$/.test(this.word(at));
    const monthAt = dayFirst ? (this.word(at + 1) === 'of' ? at + 2 : at + 1) : at;
    if (!this.isMonth(monthAt)) return undefined;
    if (!dayFirst && !/^([0-3]?\d)(st|nd|rd|th)?$/.test(this.word(at + 1))) return undefined;
    let last = dayFirst ? monthAt + 1 : at + 2;
    const comma = this.word(last) === ',' ? last + 1 : last;
    if (/^(19|20)\d\d$/.test(this.word(comma))) last = comma + 1;
    const { tokens, first } = this.tagged;
    const text = tokens.text.slice(tokens.start[first + at], tokens.end[first + last - 1]);
    const read = readDate(text);
    return {
      last,
      value: ({ published, future }) => {
        if (!read) return undefined;
        if (read.year !== undefined) return dayText({ ...read, year: read.year });
        if (!published) return undefined;
        const passed = read.month * 100 + read.day <= published.month * 100 + published.day;
        return dayText({ ...read, year: published.year + (passed === future ? (future ? 1 : -1) : 0) });
      },
    };
  }

  private isMonth(at: number): boolean {
    const word = this.word(at);
    return (
      MONTHS.has(word) &&
      this.capital(at) &&
      this.tagged.mention[at]! < 0 &&
      !/^(MD|V|VZ|VD)$/.test(this.tagged.tags[at]!)
    );
  }

  private month(at: number): Point | undefined {
    if (!this.isMonth(at)) return undefined;
    const month = MONTHS.get(this.word(at))!;
    const year = this.yearAfter(at + 1);
    if (year)
      return { last: year.last, value: (anchor) => mapYear(year.value(anchor), (one) => monthText(one, month)) };
    return { last: at + 1, value: (anchor) => nearest(month, anchor, 0) };
  }

  /** The year after a month, quarter or half: "2025", ", 2025", "of 2025", "of last year", "last year". */
  private yearAfter(at: number): Point | undefined {
    let start = at;
    if (/^(of|,|in|for)$/.test(this.word(start))) start++;
    if (this.word(start) === 'the') start++;
    if (/^(fiscal|financial|calendar)$/.test(this.word(start))) start++;
    if (this.word(start) === 'year' && start > at) {
      if (/^(19|20)\d\d$/.test(this.word(start + 1))) start++;
      else if (this.word(at) === 'of')
        return { last: start + 1, value: ({ published }) => published && yearText(published.year) };
    }
    const step = STEPS.get(this.word(start));
    if (step !== undefined && this.word(start + 1) === 'year')
      return { last: start + 2, value: ({ published }) => published && yearText(published.year + step) };
    const year = /^(?:fy)?((?:19|20)\d\d)$/.exec(this.word(start));
    return year ? { last: start + 1, value: () => year[1] } : undefined;
  }

  /** Quarters and halves ("the second quarter of 2026", "Q3", "1H25", "the first half"), fiscal years ("fiscal 2026", "FY25"). */
  private fiscal(at: number): Point | undefined {
    const word = this.word(at);
    const short = /^(?:([qh])([1-4])|([1-4])([qh]))(?:(?:fy)?((?:19|20)?\d\d))?$/.exec(word);
    if (short) {
      const letter = (short[1] ?? short[4])!;
      const number = Number(short[2] ?? short[3]);
      if (letter === 'h' && number > 2) return undefined;
      const year = short[5] ? { last: at + 1, value: () => `20${short[5]!.slice(-2)}` } : this.yearAfter(at + 1);
      return this.part(letter === 'q' ? 'quarter' : 'half', number, at + 1, year);
    }
    if (word === 'fiscal' || word === 'financial') {
      const next = this.word(at + 1) === 'year' ? at + 2 : at + 1;
      return /^(19|20)\d\d$/.test(this.word(next)) ? { last: next + 1, value: () => this.word(next) } : undefined;
    }
    const fy = /^fy((?:19|20)?\d\d)$/.exec(word);
    if (fy) return { last: at + 1, value: () => `20${fy[1]!.slice(-2)}` };
    const number = ORDINALS.get(word);
    if (number === undefined) return undefined;
    const unitAt = /^(fiscal|calendar)$/.test(this.word(at + 1)) ? at + 2 : at + 1;
    const unit = this.word(unitAt);
    if (unit !== 'quarter' && !(unit === 'half' && number < 3)) return undefined;
    return this.part(unit, number, unitAt + 1, this.yearAfter(unitAt + 1));
  }

  private part(unit: 'quarter' | 'half', number: number, last: number, year: Point | undefined): Point {
    const text = (one: number): string =>
      unit === 'quarter' ? quarterText(one, number) : `${yearText(one)}-H${number}`;
    if (year) return { last: year.last, value: (anchor) => mapYear(year.value(anchor), text) };
    return {
      last,
      value: ({ published, future }) => {
        if (!published) return undefined;
        const now = unit === 'quarter' ? Math.ceil(published.month / 3) : Math.ceil(published.month / 6);
        return text(published.year + (future ? (number < now ? 1 : 0) : number > now ? -1 : 0));
      },
    };
  }

  /** "last month", "next Tuesday", "this summer", "the past two years", "yesterday". */
  private relative(at: number): Point | undefined {
    const word = this.word(at);
    const days = DAYS.get(word);
    if (days !== undefined)
      return { last: at + 1, value: ({ published }) => published && dayText(addDays(published, days)) };
    const step = STEPS.get(word);
    if (step === undefined || this.tagged.tags[at] === 'V') return undefined;
    const next = this.word(at + 1);
    const fiscal = next === 'fiscal' || next === 'financial' ? 1 : 0;
    const unit = UNITS.get(this.word(at + 1 + fiscal));
    if (unit && (!next.endsWith('s') || fiscal === 1))
      return { last: at + 2 + fiscal, value: ({ published }) => published && shift(published, unit, step) };
    const count = NUMBERS.get(next) ?? (/^\d{1,2}$/.test(next) ? Number(next) : undefined);
    const many = UNITS.get(this.word(at + 2));
    if (count !== undefined && many && many !== 'week' && step !== 0)
      return {
        last: at + 3,
        value: ({ published }) => {
          if (!published) return undefined;
          const [now, then] = [shift(published, many, 0), shift(published, many, step * count)];
          return step < 0 ? `${then}/${now}` : `${now}/${then}`;
        },
      };
    const day = WEEKDAYS.get(next);
    if (day !== undefined) return { last: at + 2, value: (anchor) => dayOfWeek(day - 1, anchor, step) };
    if (this.isMonth(at + 1)) return { last: at + 2, value: (anchor) => nearest(MONTHS.get(next)!, anchor, step) };
    const season = SEASONS.get(next);
    if (season !== undefined) return { last: at + 2, value: (anchor) => nearestSeason(season, anchor, step) };
    return undefined;
  }

  /** "two years ago", "a month ago". */
  private ago(at: number): Point | undefined {
    const count = NUMBERS.get(this.word(at)) ?? (/^\d{1,2}$/.test(this.word(at)) ? Number(this.word(at)) : undefined);
    const unit = UNITS.get(this.word(at + 1));
    if (count === undefined || !unit || this.word(at + 2) !== 'ago') return undefined;
    return {
      last: at + 3,
      value: ({ published }) =>
        published && (unit === 'week' ? dayText(addDays(published, -7 * count)) : shift(published, unit, -count)),
    };
  }

  /** "summer 2024", "the spring of 2025", "the autumn" after a preposition. */
  private season(at: number): Point | undefined {
    const month = SEASONS.get(this.word(at));
    if (month === undefined || /^(V|VZ|VD|ED|VN)$/.test(this.tagged.tags[at]!)) return undefined;
    const year = this.yearAfter(at + 1);
    if (year)
      return { last: year.last, value: (anchor) => mapYear(year.value(anchor), (one) => seasonText(one, month)) };
    const placed = this.word(at - 1) === 'the' && INTRODUCES.has(this.word(at - 2));
    if (!placed || /^(N|NS)$/.test(this.tagged.tags[at + 1] ?? '')) return undefined;
    return { last: at + 1, value: (anchor) => nearestSeason(month, anchor, 0) };
  }

  private year(at: number): Point | undefined {
    const word = this.word(at);
    if (this.tagged.mention[at] !== -1) return undefined;
    if (/^(19|20)\d0s$/.test(word)) return { last: at + 1, value: () => `${word.slice(0, 4)}/${word.slice(0, 3)}9` };
    return /^(19|20)\d\d$/.test(word) ? { last: at + 1, value: () => word, bare: true } : undefined;
  }
}

function open(value: Resolve, after: boolean): Resolve {
  return (anchor) => {
    const point = value(anchor);
    if (!point) return undefined;
    const [from, to = from] = point.split('/');
    return after ? `${from}/..` : `../${to}`;
  };
}

function range(from: Resolve, to: Resolve): Resolve {
  return (anchor) => {
    const [left, right] = [from(anchor)?.split('/')[0], to(anchor)?.split('/').at(-1)];
    if (!left || !right) return undefined;
    const year = /^\d{4}/.exec(right)![0];
    return left > right && right.length === left.length
      ? `${mapYear(year, (one) => String(one - 1))}${left.slice(4)}/${right}`
      : `${left}/${right}`;
  };
}

function mapYear(year: string | undefined, text: (year: number) => string): string | undefined {
  return year === undefined ? undefined : text(Number(year));
}

/** The month that a bare name means: the last one that has begun or, of the future, the next. `step` is that of "last" or "next". */
function nearest(month: number, { published, future }: Anchor, step: number): string | undefined {
  if (!published) return undefined;
  const ahead = step > 0 || (step === 0 && future);
  const now = published.month;
  const year = ahead
    ? published.year + (month < now || (step > 0 && month === now) ? 1 : 0)
    : published.year - (month > now || (step < 0 && month === now) ? 1 : 0);
  return monthText(year, month);
}

function seasonText(year: number, month: number): string {
  return `${monthText(year, month)}/${monthText(year, month + 2)}`;
}

function nearestSeason(month: number, { published, future }: Anchor, step: number): string | undefined {
  if (!published) return undefined;
  const now = published.year * 12 + published.month;
  const begins = (year: number): number => year * 12 + month;
  const ahead = step > 0 || (step === 0 && future);
  const years = [published.year - 2, published.year - 1, published.year, published.year + 1];
  const chosen = ahead
    ? years.find((year) => (step > 0 ? begins(year) > now : begins(year) + 2 >= now))
    : years.reverse().find((year) => (step < 0 ? begins(year) + 2 < now : begins(year) <= now));
  return chosen === undefined ? undefined : seasonText(chosen, month);
}

/** The day that a weekday means: the last one, today included, or of the future the next. */
function dayOfWeek(day: number, { published, future }: Anchor, step: number): string | undefined {
  if (!published) return undefined;
  const back = (weekday(published) - day + 7) % 7;
  if (step > 0) return dayText(addDays(published, 7 - back));
  if (step < 0) return dayText(addDays(published, back === 0 ? -7 : -back));
  return dayText(addDays(published, future && back > 0 ? 7 - back : -back));
}
