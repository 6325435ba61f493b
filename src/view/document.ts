import type { Extraction, Relation } from '../schema/extraction.js';
import { escapeHtml } from './escape.js';
import { segments } from './segments.js';

/** One document on the page. */
export interface ViewDocument {
  readonly extraction: Extraction;
  readonly title?: string;
}

/** Hues of entity types and relation types. */
export interface Hues {
  readonly types: ReadonlyMap<string, number>;
  readonly relations: ReadonlyMap<string, number>;
}

/** One document as HTML: its text with mentions and evidence marked, the arcs to be laid over it, its relations as a table. */
export function renderDocument({ extraction, title }: ViewDocument, number: number, hues: Hues): string {
  const { documentId, language, dictionaryVersion, mentions, relations } = extraction;
  const heading = escapeHtml(title ?? documentId);
  const facts = `${mentions.length} mentions, ${relations.length} relations`;
  return `<article id="d${number}" class="${relations.length > 0 ? 'linked' : 'plain'}">
<h2>${heading}</h2>
<p class="meta"><code>${escapeHtml(documentId)}</code> · ${facts} · ${escapeHtml(language)} · dictionary <code>${escapeHtml(dictionaryVersion)}</code></p>
<div class="text" dir="auto"><svg class="arcs" aria-hidden="true">${arcs(relations, hues)}</svg>${marked(extraction, number, hues)}</div>
${relations.length > 0 ? table(relations, hues) : ''}
</article>`;
}

function marked(extraction: Extraction, number: number, hues: Hues): string {
  const { text, mentions } = extraction;
  let html = '';
  let open: number | undefined;
  const close = () => {
    if (open !== undefined) html += '</mark>';
    open = undefined;
  };
  for (const { start, end, mention, evidence } of segments(extraction)) {
    if (mention !== open) {
      close();
      const found = mention === undefined ? undefined : mentions[mention];
      if (found && mention !== undefined) {
        const { type, name, id, by } = found;
        const why = [`${type}: ${name}`, id ?? 'in no dictionary', by.rule, by.entry ?? ''].filter(Boolean).join(' · ');
        html += `<mark id="m${number}-${mention}" data-m="${mention}" style="--h:${hues.types.get(type) ?? 0}" title="${escapeHtml(why)}">`;
        open = mention;
      }
    }
    const words = escapeHtml(text.slice(start, end));
    html += evidence.length > 0 ? `<u data-r="${evidence.join(' ')}">${words}</u>` : words;
  }
  close();
  return html;
}

function arcs(relations: readonly Relation[], hues: Hues): string {
  return relations
    .map(({ type, subject, object, polarity }, index) => {
      const ends = `data-s="${subject.mention ?? ''}" data-o="${object.mention ?? ''}"`;
      const label = polarity === 'negated' ? `not ${type}` : type;
      const style = `--h:${hues.relations.get(type) ?? 0}`;
      return `<g class="arc ${polarity}" data-r="${index}" ${ends} style="${style}"><path/><path class="head"/><text>${escapeHtml(label)}</text></g>`;
    })
    .join('');
}

function table(relations: readonly Relation[], hues: Hues): string {
  const rows = relations.map((relation, index) => {
    const { type, subject, object, polarity, evidence, by, confidence } = relation;
    const label = polarity === 'negated' ? `not ${type}` : type;
    const name = (text: string) => `<bdi>${escapeHtml(text)}</bdi>`;
    return `<tr data-r="${index}"><td>${name(subject.name)}</td><td><span class="relation" style="--h:${hues.relations.get(type) ?? 0}">${escapeHtml(label)}</span></td><td>${name(object.name)}</td><td>${escapeHtml(status(relation))}</td><td>“${name(evidence.text)}”</td><td><code>${escapeHtml(`${by.frame} ${by.entry}`)}</code><small>${escapeHtml(by.steps.join(', '))}</small></td><td>${Math.round(confidence * 100)} %</td></tr>`;
  });
  const heads = ['Subject', 'Relation', 'Object', 'Status', 'Evidence', 'Because of', 'Confidence'];
  return `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** `negated, reported by Reuters, 2025-04, $2 billion`. */
function status({ polarity, modality, attribution, time, amounts = [] }: Relation): string {
  const parts = [
    ...(polarity === 'negated' ? ['negated'] : []),
    attribution ? `${modality} by ${attribution.who}` : modality,
    ...(time ? [time.value] : []),
    ...amounts.map(({ text }) => text),
  ];
  return parts.join(', ');
}
