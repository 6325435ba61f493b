import { FLAG } from '../text/tokens.js';
import type { View } from './view.js';

/** Tokens that a ticker in parentheses may take. */
const LONGEST = 14;

/** No token marked: what most documents have. Never written to. */
const NONE = new Uint8Array(1 << 14);

/** Marks the tokens of tickers in parentheses: "(NASDAQ: NVDA)", "(005930.KS)", "(0981.HK, 688981.SS)". */
export function findTickers(view: View): Uint8Array {
  if (!view.text.includes('(')) return view.count <= NONE.length ? NONE : new Uint8Array(view.count);
  const marked = new Uint8Array(view.count);
  for (let open = 0; open < view.count; open++) {
    if ((view.flags[open]! & FLAG.punctuation) === 0 || view.char(open) !== 0x28) continue;
    let close = open + 1;
    let codes = 0;
    let pairs = 0;
    let other = false;
    for (; close < view.count && close < open + LONGEST && view.char(close) !== 0x29; close++) {
      if (view.char(close) === 0x3a) pairs++;
      else if (view.has(close, FLAG.punctuation)) other ||= !/[,;/.-]/.test(view.slice(close, close + 1));
      else if (/^[A-Z0-9]{1,6}\.[A-Z]{1,3}$/.test(view.slice(close, close + 1))) codes++;
      else if (view.has(close, FLAG.lower))
        other ||= pairs === 0 && !/^(Nasdaq|Euronext|Tokyo|Xetra)$/.test(view.slice(close, close + 1));
    }
    if (view.char(close) !== 0x29 || other || codes + pairs === 0) continue;
    marked.fill(1, open, close + 1);
  }
  return marked;
}
