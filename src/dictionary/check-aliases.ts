import type { IgnoreEntry } from '../schema/dictionary.js';
import { effective, type PlacedEntry, placedEntries, type Surface, surfacesOf } from './entries.js';
import { type CheckContext, placeOf } from './findings.js';
import { isCommonWord } from './lexicon.js';

interface Claim {
  readonly one: PlacedEntry;
  readonly surface: Surface;
}

/** Aliases that stand twice, that two entries claim, that nothing can find, or that find too much. */
export function checkAliases(context: CheckContext): void {
  const live = effective(placedEntries(context.files));
  const hidden = ignoredNames(context);
  const claims = new Map<string, Claim[]>();
  for (const one of live) {
    const own = surfacesOf(one);
    repeated(context, one, own);
    for (const surface of own) {
      broad(context, one, surface);
      if (surface.role !== 'name' && surface.role !== 'alias') continue;
      const place = hidden.get(surface.text);
      if (place) {
        context.report(one.file, surface.path, {
          code: 'D012',
          severity: 'warning',
          message: `"${surface.text}" is never found: ${place} says that it is to be ignored`,
          hint: 'remove one of the two, or give the ignored name "near"',
        });
      }
      const key = surface.text.toLowerCase();
      const list = claims.get(key);
      if (list) list.push({ one, surface });
      else claims.set(key, [{ one, surface }]);
    }
  }
  for (const list of claims.values()) if (list.length > 1) contested(context, list);
}

function repeated({ report }: CheckContext, one: PlacedEntry, own: readonly Surface[]): void {
  const seen = new Set<string>();
  for (const { text, role, path } of own) {
    const key = `${role === 'name' ? 'alias' : role} ${text}`;
    if (seen.has(key)) {
      const given = path.reduce<unknown>(
        (value, at) => (value as Record<string, unknown>)?.[at as string],
        one.file.value,
      );
      report(one.file, path, {
        code: 'D010',
        severity: 'warning',
        message: `"${text}" is already a name of ${one.key}`,
        hint: typeof given === 'string' ? 'remove it; --fix does' : 'remove it, or keep only the one with conditions',
        ...(typeof given === 'string' ? { remove: path } : {}),
      });
    }
    seen.add(key);
  }
}

/** Two strong claims cannot both be right; a weak name behind a strong one of another entry never wins. */
function contested({ report }: CheckContext, claims: readonly Claim[]): void {
  claims.forEach((claim, at) => {
    const { one, surface } = claim;
    const rival = claims.find((other, index) => {
      if (other.one.key === one.key || !sameForm(surface, other.surface) || !sameTime(claim, other)) return false;
      return surface.weak ? !other.surface.weak && other.one.type === one.type : !other.surface.weak && index < at;
    });
    if (!rival) return;
    const who = `${rival.one.key} (${placeOf(rival.one.file, rival.surface.path)})`;
    report(
      one.file,
      surface.path,
      surface.weak
        ? {
            code: 'D012',
            severity: 'warning',
            message: `"${surface.text}" of ${one.key} stands in the shadow of the stronger name of ${who}`,
            hint: 'mark both as weak and tell them apart with "near" and "notNear"',
          }
        : {
            code: 'D011',
            severity: 'warning',
            message: `"${surface.text}" of ${one.key} is also a name of ${who}`,
            hint: 'keep it with one of them, or mark both as weak and tell them apart with "near" and "notNear"',
          },
    );
  });
}

/** Whether some text fits both: the same letters, and no case that keeps them apart. */
function sameForm(a: Surface, b: Surface): boolean {
  if (a.text === b.text) return true;
  return !a.exact && !b.exact && (a.text.toUpperCase() === b.text || b.text.toUpperCase() === a.text);
}

function sameTime(a: Claim, b: Claim): boolean {
  const [left, right] = [datesOf(a), datesOf(b)];
  return left.from < right.until && right.from < left.until;
}

function datesOf({ one: { entry }, surface: { path } }: Claim): { from: string; until: string } {
  const alias = path.at(-2) === 'aliases' ? entry.aliases?.[path.at(-1) as number] : undefined;
  const own = typeof alias === 'object' ? alias : undefined;
  return { from: own?.from ?? entry.from ?? '', until: own?.until ?? entry.until ?? '9999' };
}

function broad(
  { report }: CheckContext,
  { key, file }: PlacedEntry,
  { text, role, weak, settled, exact, path }: Surface,
): void {
  if (weak || settled || (role !== 'name' && role !== 'alias')) return;
  const shout = text === text.toUpperCase() && text.length > 2;
  const inner = /[a-z][A-Z]/.test(text);
  if (/^[A-Za-z]$/.test(text) || (isCommonWord(text) && !inner && !(exact && shout) && !shout)) {
    report(file, path, {
      code: 'D013',
      severity: 'warning',
      message: `"${text}" of ${key} is an ordinary English word`,
      hint: 'mark it as weak: true, with "near" for what makes the reading likely; weak: false says that it is meant',
    });
  }
}

/** Names that are ignored wherever they stand, with their place. */
function ignoredNames({ files }: CheckContext): Map<string, string> {
  const names = new Map<string, string>();
  for (const file of files) {
    if (file.kind !== 'ignore') continue;
    (file.value as { entries: IgnoreEntry[] }).entries.forEach(({ text, near, notNear }, at) => {
      if (!near && !notNear) names.set(text, placeOf(file, ['entries', at]));
    });
  }
  return names;
}
