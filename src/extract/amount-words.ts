/**
 * The words that amounts are made of.
 * In: a word in lower case. Out: what it counts, and whether an amount can begin with it.
 */

const values = (words: string, value: (index: number) => number): [string, number][] =>
  words.split(' ').map((word, index) => [word, value(index)]);
/** Number words below a hundred. */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...values(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    (index) => index + 1,
  ),
  ...values('twenty thirty forty fifty sixty seventy eighty ninety', (index) => 20 + 10 * index),
]);
export const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['mn', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
  ['bn', 1e9],
  ['b', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
]);
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    $: 'USD',
    us$: 'USD',
    hk$: 'HKD',
    nt$: 'TWD',
    s$: 'SGD',
    a$: 'AUD',
    c$: 'CAD',
    r$: 'BRL',
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    '₹': 'INR',
    '₩': 'KRW',
  }),
);
export const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    usd: 'USD',
    eur: 'EUR',
    gbp: 'GBP',
    rmb: 'CNY',
    cny: 'CNY',
    jpy: 'JPY',
    krw: 'KRW',
    inr: 'INR',
    rs: 'INR',
  }),
);
export const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dollar: 'USD',
    dollars: 'USD',
    euro: 'EUR',
    euros: 'EUR',
    pounds: 'GBP',
    yuan: 'CNY',
    renminbi: 'CNY',
    rmb: 'CNY',
    yen: 'JPY',
    won: 'KRW',
    rupees: 'INR',
    ringgit: 'MYR',
    baht: 'THB',
    dirhams: 'AED',
    dirham: 'AED',
    riyals: 'SAR',
    riyal: 'SAR',
    rupiah: 'IDR',
    roubles: 'RUB',
    rubles: 'RUB',
    francs: 'CHF',
    shekels: 'ILS',
  }),
);
export const POWER: ReadonlyMap<string, number> = new Map(
  Object.entries({
    w: 1,
    watt: 1,
    kw: 1e3,
    kilowatt: 1e3,
    mw: 1e6,
    megawatt: 1e6,
    gw: 1e9,
    gigawatt: 1e9,
    tw: 1e12,
    terawatt: 1e12,
  }),
);
export const DAYS: ReadonlyMap<string, number> = new Map(
  Object.entries({ day: 1, week: 7, month: 30, year: 365, decade: 3650 }),
);

/** What stands before the sign of a currency in its own word: "US" of "US$". */
const BEFORE_SIGN = new Set(
  [...SYMBOLS.keys()].filter((symbol) => symbol.length > 1).map((symbol) => symbol.slice(0, -1)),
);

/** Whether an amount or a number can begin with a word. */
export function mayCount(word: string): boolean {
  return (
    /^\d/.test(word) ||
    NUMBERS.has(word) ||
    word === 'a' ||
    SYMBOLS.has(word) ||
    BEFORE_SIGN.has(word) ||
    CODES.has(word)
  );
}
