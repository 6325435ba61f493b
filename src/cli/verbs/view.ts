import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Extraction } from '../../schema/extraction.js';
import { action, EXIT, type ExitCode, Failure } from '../exit.js';
import { print } from '../output.js';
import { readTextFile } from '../text-file.js';

interface Options {
  out: string;
  title?: string;
}

export function viewVerb(): Command {
  return new Command('view')
    .description('Writes one self-contained HTML page with marked mentions and relation arcs, and prints its path.')
    .argument('<file>', 'extractions as JSON lines, as extract prints them; - is stdin')
    .option('-o, --out <file>', 'page to write', 'view.html')
    .option('--title <title>', 'heading of the page')
    .addHelpText('after', '\nExample:\n  chokepoint extract news/*.txt | chokepoint view - --out news.html')
    .action(action(run));
}

async function run(file: string, options: Options): Promise<ExitCode> {
  const [{ extractionSchema }, { renderPage }] = await Promise.all([
    import('../../schema/extraction.js'),
    import('../../view/index.js'),
  ]);
  const text = await readTextFile(file);
  const documents: { extraction: Extraction }[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = extractionSchema.safeParse(tryParse(line));
    if (!parsed.success) throw new Failure(`${file === '-' ? 'stdin' : file}:${index + 1}: is no extraction`);
    documents.push({ extraction: parsed.data });
  });
  await writeFile(options.out, renderPage(documents, options.title ?? 'Extractions'));
  await print(options.out);
  return EXIT.ok;
}

function tryParse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
