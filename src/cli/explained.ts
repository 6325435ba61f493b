import type { Explanation, PredicateReport, SentenceReport } from '../extract/explain.js';
import type { Mention } from '../schema/extraction.js';
import { relationLine } from './event-line.js';
import { type Paint, plain } from './output.js';

/** Frames that failed which are shown for one word; `--json` has them all. */
const SHOWN = 3;

/** An explanation as lines for people. */
export function explainedLines({ extraction, parsed }: Explanation, paint: Paint): string[] {
  const lines: string[] = [...mentionLines(extraction.mentions, paint), ''];
  for (const sentence of parsed) lines.push(...sentenceLines(sentence, paint));
  for (const relation of extraction.relations) {
    const { by, confidence, evidence } = relation;
    lines.push(`${relationLine(relation, paint)}  ${paint('dim', `"${plain(evidence.text)}"`)}`);
    lines.push(`  ${paint('dim', because([by.frame, by.entry, ...by.steps, `confidence ${confidence.toFixed(2)}`]))}`);
  }
  if (extraction.relations.length === 0) lines.push('no relation');
  const whyNot = parsed.flatMap((sentence) => whyNotLines(sentence, paint));
  if (whyNot.length > 0) lines.push('', paint('bold', 'Why not'), ...whyNot);
  if (parsed.length === 0 && extraction.mentions.length > 0)
    lines.push(paint('dim', 'not parsed: the text has no word of any frame and not two names in one sentence'));
  return lines;
}

function mentionLines(mentions: readonly Mention[], paint: Paint): string[] {
  if (mentions.length === 0) return ['no mention'];
  const width = Math.max(...mentions.map(({ text }) => text.length));
  return mentions.flatMap(({ text, type, name, id, by }) => [
    `${paint('bold', plain(text).padEnd(width))}  ${type}  ${plain(name)}  ${paint('dim', id ?? 'in no dictionary')}`,
    `${' '.repeat(width)}  ${paint('dim', because([by.rule, by.entry, ...(by.evidence ?? [])]))}`,
  ]);
}

function sentenceLines({ tokens, clauses, predicates }: SentenceReport, paint: Paint): string[] {
  const lines = [
    paint('dim', tokens.map(({ text, tag }) => (tag === text ? plain(text) : `${plain(text)}/${tag}`)).join(' ')),
  ];
  for (const { link, marker, verb, passive, subject, subjectBy, objects, phrases } of clauses) {
    const roles = [
      ...(subject ? [`subject "${subject}"${subjectBy ? ` (${subjectBy})` : ''}`] : []),
      ...objects.map((object) => `object "${object}"`),
      ...phrases,
    ];
    lines.push(
      `${marker ? `${link} (${marker})` : link}: ${paint('bold', plain(verb ?? ''))}${passive ? ' (passive)' : ''}  ${plain(roles.join(' · '))}`,
    );
  }
  for (const { word, matched } of predicates) {
    for (const { frame, entry, slots } of matched) {
      const filled = slots
        .map(
          ({ role, slot, filled: names }) =>
            `${role === slot ? role : `${role} ${slot ?? '(left out)'}`} = ${names.join(', ')}`,
        )
        .join('; ');
      lines.push(`${paint('green', 'matched')} "${plain(word)}"  ${frame}  ${paint('dim', entry)}  ${plain(filled)}`);
    }
  }
  return [...lines, ''];
}

function whyNotLines({ predicates, unknown }: SentenceReport, paint: Paint): string[] {
  const lines: string[] = [];
  for (const { word, kind, matched, failed, failure } of predicates) {
    if (matched.length > 0) continue;
    lines.push(...failures({ word, kind, failed, ...(failure ? { failure } : {}) }, paint));
  }
  for (const name of unknown) {
    lines.push(
      `"${plain(name)}" is no known name`,
      `  ${paint('cyan', '→')} add it to an entity file, or to ignore.yaml when it is none`,
    );
  }
  return lines;
}

function failures(
  { word, kind, failed, failure }: Pick<PredicateReport, 'word' | 'kind' | 'failed' | 'failure'>,
  paint: Paint,
): string[] {
  if (failure)
    return [`${kind} "${plain(word)}": ${plain(failure.why)}`, `  ${paint('cyan', '→')} ${plain(failure.edit)}`];
  const lines = failed
    .slice(0, SHOWN)
    .flatMap(({ frame, entry, failed: stage }) => [
      `${kind} "${plain(word)}"  ${frame}  ${paint('dim', entry)}  ${paint('yellow', stage?.stage ?? '')}: ${plain(stage?.why ?? '')}`,
      `  ${paint('cyan', '→')} ${plain(stage?.edit ?? '')}`,
    ]);
  return failed.length > SHOWN
    ? [...lines, paint('dim', `  and ${failed.length - SHOWN} more frames; --json has them`)]
    : lines;
}

function because(reasons: readonly (string | undefined)[]): string {
  return reasons
    .filter((reason) => reason !== undefined)
    .map(plain)
    .join(' · ');
}
