import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** The article found in an HTML page. */
export interface CleanText {
  /** Plain text: paragraphs separated by a blank line, white space within a paragraph collapsed. */
  readonly text: string;
  readonly title?: string;
  /** Declared language, as a BCP 47 tag. */
  readonly language?: string;
}

const BLOCK = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const SKIP = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'SVG']);

interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

/** Finds the article in an HTML page and turns it into text; the whole body where no article is found. Never throws. */
export function clean(html: string): CleanText {
  const { document } = parseHTML(/<html[\s>]/i.test(html.slice(0, 2000)) ? html : `<html><body>${html}</body></html>`);
  const language = document.documentElement?.getAttribute?.('lang') ?? undefined;
  const whole = toText(document.body as unknown as DomNode);
  let title = document.title || undefined;
  let text = whole;
  try {
    const article = new Readability(document as never, { charThreshold: 200 }).parse();
    if (article?.content) {
      const inner = parseHTML(`<html><body>${article.content}</body></html>`).document.body;
      const found = toText(inner as unknown as DomNode);
      if (found.length > 0) text = found;
      title = article.title || title;
    }
  } catch {
    // A page that the article finder cannot read is taken as a whole.
  }
  return { text, ...(title ? { title } : {}), ...(language ? { language } : {}) };
}

/** Text of a tree, block by block; iterative, so that depth costs no stack. */
function toText(root: DomNode | null): string {
  const blocks: string[] = [];
  let line = '';
  const close = (): void => {
    const collapsed = line.replace(/\s+/g, ' ').trim();
    if (collapsed) blocks.push(collapsed);
    line = '';
  };
  const stack: (DomNode | null)[] = root ? [root] : [];
  while (stack.length > 0) {
    const node = stack.pop() as DomNode | null;
    if (node === null) close();
    else if (node.nodeType === 3) line += node.textContent ?? '';
    else if (node.nodeType === 1 && !SKIP.has(node.nodeName.toUpperCase())) {
      const name = node.nodeName.toUpperCase();
      if (name === 'BR') line += ' ';
      const block = BLOCK.has(name);
      if (block) {
        close();
        stack.push(null);
      }
      for (const child of [...node.childNodes].reverse()) stack.push(child);
    }
  }
  close();
  return blocks.join('\n\n');
}
