import type { IgnoreEntry } from '../schema/dictionary.js';
import type { NominalsFile } from '../schema/relations.js';
import { effective, type PlacedEntry, placedEntries, surfacesOf } from './entries.js';
import { type CheckContext, placeOf } from './findings.js';
import { contentHash } from './hash.js';

/** Entries that are twice there, dead, part of a circle, or refer to what is not there. */
export function checkEntries(context: CheckContext): void {
  const all = placedEntries(context.files);
  repeated(context, all);
  dead(context, all);
  const live = effective(all);
  circles(context, live);
  places(context, live);
  tickers(context, live);
  ignored(context);
  nominals(context);
}

function repeated({ report }: CheckContext, all: readonly PlacedEntry[]): void {
  const seen = new Map<string, { one: PlacedEntry; hash: string }>();
  for (const one of all) {
    const hash = contentHash(one.entry);
    const before = seen.get(one.key);
    if (before && before.hash === hash) {
      const where = placeOf(before.one.file, before.one.path);
      const twice = before.one.file.layer === one.file.layer;
      report(one.file, one.path, {
        code: twice ? 'D009' : 'D014',
        severity: twice ? 'error' : 'warning',
        message: `${one.key} says what ${where} says already`,
        hint: 'remove it; --fix does',
        remove: one.path,
      });
    }
    if (!before || before.one.file.layer < one.file.layer) seen.set(one.key, { one, hash });
  }
}

function dead({ files, report }: CheckContext, all: readonly PlacedEntry[]): void {
  const types = new Set(
    files
      .filter(({ kind }) => kind === 'types')
      .flatMap(({ value }) => (value as { types: { id: string }[] }).types.map(({ id }) => id)),
  );
  for (const { key, entry, file, path, type } of all) {
    if (!types.has(type)) continue;
    if (entry.disabled) {
      if (all.some((other) => other.key === key && other.file.layer < file.layer)) continue;
      report(file, [...path, 'disabled'], {
        code: 'D014',
        severity: 'warning',
        message: `${key} is disabled, but no earlier folder has it`,
        hint: 'remove it, or correct the id',
      });
    }
    if (entry.from && entry.until && entry.from >= entry.until) {
      report(file, [...path, 'until'], {
        code: 'D014',
        severity: 'warning',
        message: `${key} is never in use: until ${entry.until} is not after from ${entry.from}`,
        hint: 'correct the dates',
      });
    }
    (entry.aliases ?? []).forEach((alias, at) => {
      if (typeof alias === 'string') return;
      const from = alias.from ?? entry.from;
      const until = alias.until ?? entry.until;
      if (!from || !until || from < until || (!alias.from && !alias.until)) return;
      report(file, [...path, 'aliases', at], {
        code: 'D014',
        severity: 'warning',
        message: `"${alias.text}" is never in use: until ${until} is not after from ${from}`,
        hint: 'correct the dates',
      });
    });
  }
}

function circles({ files, report }: CheckContext, live: readonly PlacedEntry[]): void {
  const byKey = new Map(live.map((one) => [one.key, one]));
  const references = new Map<string, [field: string, target: string][]>();
  for (const file of files) {
    if (file.kind !== 'types') continue;
    const { types } = file.value as { types: { id: string; references?: Record<string, string> }[] };
    for (const type of types) references.set(type.id, Object.entries(type.references ?? {}));
  }
  for (const one of live) {
    for (const [field, target] of references.get(one.type) ?? []) {
      if (target !== one.type) continue;
      const trail = [one.entry.id];
      let at: PlacedEntry | undefined = one;
      while (at) {
        const id = (at.entry as Record<string, unknown>)[field];
        if (typeof id !== 'string') break;
        trail.push(id);
        if (id === one.entry.id) {
          report(one.file, [...one.path, field], {
            code: 'D015',
            severity: 'error',
            message: `${field} goes round in a circle: ${trail.join(' → ')}`,
            hint: 'one of them is wrong',
          });
          break;
        }
        if (trail.length > 50 || trail.indexOf(id) < trail.length - 1) break;
        at = byKey.get(`${target}:${id}`);
      }
    }
  }
}

/** Headquarters that are no known place, countries that no place has. */
function places({ files, report }: CheckContext, live: readonly PlacedEntry[]): void {
  const placeTypes = new Set(
    files
      .filter(({ kind }) => kind === 'types')
      .flatMap(({ value }) => (value as { types: { id: string; places?: boolean }[] }).types)
      .flatMap(({ id, places: are }) => (are ? [id] : [])),
  );
  const known = live.filter(({ type }) => placeTypes.has(type));
  if (known.length === 0) return;
  const names = new Set(known.flatMap((one) => surfacesOf(one).map(({ text }) => text)));
  const codes = new Set(known.map(({ entry }) => entry.iso));
  for (const { entry, file, path } of live) {
    if (entry.hq && !names.has(entry.hq)) {
      report(file, [...path, 'hq'], {
        code: 'D016',
        severity: 'info',
        message: `hq "${entry.hq}" is no place that the dictionaries know`,
        hint: 'add the place, or correct its name',
      });
    }
    if (entry.country && !codes.has(entry.country)) {
      report(file, [...path, 'country'], {
        code: 'D016',
        severity: 'warning',
        message: `country "${entry.country}" is the code of no place that the dictionaries know`,
        hint: 'use the ISO 3166-1 code of an entry with "iso"',
      });
    }
  }
}

function tickers({ report }: CheckContext, live: readonly PlacedEntry[]): void {
  const seen = new Map<string, PlacedEntry>();
  for (const one of live) {
    (one.entry.ticker ?? []).forEach((ticker, at) => {
      const before = seen.get(ticker);
      if (before && before.key !== one.key) {
        report(one.file, [...one.path, 'ticker', at], {
          code: 'D017',
          severity: 'warning',
          message: `ticker ${ticker} is also that of ${before.key} (${placeOf(before.file, before.path)})`,
          hint: 'a ticker belongs to one entry',
        });
      } else seen.set(ticker, one);
    });
  }
}

function ignored({ files, report }: CheckContext): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    if (file.kind !== 'ignore') continue;
    const { entries } = file.value as { entries: IgnoreEntry[] };
    entries.forEach((entry, at) => {
      const { why: _, note: __, kind: ___, ...what } = entry;
      const hash = contentHash(what);
      const before = seen.get(hash);
      if (before === undefined) seen.set(hash, placeOf(file, ['entries', at]));
      else
        report(file, ['entries', at], {
          code: 'D009',
          severity: 'warning',
          message: `"${entry.text}" is already ignored (${before})`,
          hint: 'remove it; --fix does',
          remove: ['entries', at],
        });
    });
  }
}

function nominals({ files, compiled, report }: CheckContext): void {
  const { types } = compiled.dictionary;
  for (const file of files) {
    if (file.kind !== 'nominals') continue;
    (file.value as NominalsFile).nominals.forEach(({ type, kinds }, at) => {
      const declared = types.get(type);
      if (!declared)
        report(file, ['nominals', at, 'type'], {
          code: 'D021',
          severity: 'error',
          message: `unknown entity type "${type}"`,
          hint: `known: ${[...types.keys()].join(', ')}`,
        });
      (kinds ?? []).forEach((kind: string, index: number) => {
        if (!declared || declared.kinds.includes(kind)) return;
        report(file, ['nominals', at, 'kinds', index], {
          code: 'D007',
          severity: 'error',
          message: `"${kind}" is not a kind of type ${type}`,
          hint: 'add it to types.yaml, or correct it',
        });
      });
    });
  }
}
