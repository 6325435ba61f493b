import { createHash } from 'node:crypto';
import { renderDocument, type ViewDocument } from './document.js';
import { escapeHtml } from './escape.js';
import { hues } from './palette.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/**
 * Renders extractions as one self-contained HTML page: marked mentions, relation arcs, a legend, and every relation with
 * what made it. It asks nothing of the network, and its content security policy sees to that.
 */
export function renderPage(documents: readonly ViewDocument[], title = 'Chokepoint'): string {
  const mentions = documents.flatMap(({ extraction }) => extraction.mentions);
  const relations = documents.flatMap(({ extraction }) => extraction.relations);
  const types = count(mentions.map(({ type }) => type));
  const verbs = count(relations.map(({ type }) => type));
  const colours = { types: hues(types.keys()), relations: hues(verbs.keys()) };
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="meta">${documents.length} documents, ${mentions.length} mentions, ${relations.length} relations. Point at a name, a trigger or a row to see what belongs together.</p>
<ul class="legend" aria-label="Entity types">${legend(types, colours.types, 'type')}</ul>
<ul class="legend" aria-label="Relations">${legend(verbs, colours.relations, 'relation')}</ul>
${documents.length > 1 ? contents(documents) : ''}
</header>
<main>
${documents.map((document, index) => renderDocument(document, index, colours)).join('\n')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function contents(documents: readonly ViewDocument[]): string {
  const items = documents.map(
    ({ extraction, title }, index) => `<li><a href="#d${index}">${escapeHtml(title ?? extraction.documentId)}</a></li>`,
  );
  return `<nav aria-label="Documents"><ol class="contents">${items.join('')}</ol></nav>`;
}

function legend(counts: ReadonlyMap<string, number>, hue: ReadonlyMap<string, number>, style: string): string {
  return [...counts]
    .map(
      ([name, number]) =>
        `<li><span class="${style}" style="--h:${hue.get(name)}">${escapeHtml(name)}</span> ${number}</li>`,
    )
    .join('');
}

/** Counts names, most frequent first. */
function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
