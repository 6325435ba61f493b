import { Chrono, configuration } from 'chrono-node/en';

/** Only the two ways to write a date with the name of its month; everything else is read before it comes here. */
const dates = new Chrono({
  parsers: configuration
    .createConfiguration(true)
    .parsers.filter((parser) => /MonthName(Little|Middle)Endian/.test(parser.constructor.name)),
  refiners: [],
});

/** A calendar day; months count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'decade';

/** The day of an ISO 8601 date or date-time as it is written; undefined when it is none. */
export function readDay(iso: string): Day | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  if (match) return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : fromDate(new Date(time));
}

/** A day as a value: 2025-04-09. */
export function dayText({ year, month, day }: Day): string {
  return `${monthText(year, month)}-${two(day)}`;
}

/** A month as a value: 2025-04. Months out of range run over into other years. */
export function monthText(year: number, month: number): string {
  const index = year * 12 + month - 1;
  return `${yearText(Math.floor(index / 12))}-${two((((index % 12) + 12) % 12) + 1)}`;
}

export function yearText(year: number): string {
  return String(year).padStart(4, '0');
}

/** A quarter (1 to 4) as a value: 2025-Q3. Quarters out of range run over into other years. */
export function quarterText(year: number, quarter: number): string {
  const index = year * 4 + quarter - 1;
  return `${yearText(Math.floor(index / 4))}-Q${(((index % 4) + 4) % 4) + 1}`;
}

export function addDays({ year, month, day }: Day, days: number): Day {
  return fromDate(new Date(Date.UTC(year, month - 1, day + days)));
}

/** Day of the week, 0 for Monday. */
export function weekday({ year, month, day }: Day): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** The unit that lies `count` units after the one of a day, as a value: a week is an interval from Monday to Sunday. */
export function shift(from: Day, unit: Unit, count: number): string {
  switch (unit) {
    case 'day':
      return dayText(addDays(from, count));
    case 'week': {
      const monday = addDays(from, count * 7 - weekday(from));
      return `${dayText(monday)}/${dayText(addDays(monday, 6))}`;
    }
    case 'month':
      return monthText(from.year, from.month + count);
    case 'quarter':
      return quarterText(from.year, Math.ceil(from.month / 3) + count);
    case 'half': {
      const index = from.year * 2 + (from.month > 6 ? 1 : 0) + count;
      return `${yearText(Math.floor(index / 2))}-H${(index % 2) + 1}`;
    }
    case 'year':
      return yearText(from.year + count);
    case 'decade':
      return yearText(from.year + count * 10);
  }
}

/** Reads a calendar date with day and month ("March 25, 2025", "9 April"); without a year the year is left open. */
export function readDate(text: string): (Omit<Day, 'year'> & { year?: number }) | undefined {
  const [found] = dates.parse(text, { instant: new Date(0), timezone: 0 });
  if (!found?.start.isCertain('day') || !found.start.isCertain('month')) return undefined;
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => found.start.get(part));
  if (!month || !day) return undefined;
  return { month, day, ...(year && found.start.isCertain('year') ? { year } : {}) };
}

function fromDate(date: Date): Day {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const two = (number: number): string => String(number).padStart(2, '0');
