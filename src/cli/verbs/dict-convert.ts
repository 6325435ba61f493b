import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import type { Annotated, GoldFile } from '../../formats/index.js';
import { extractionSchema } from '../../schema/extraction.js';
import { action, EXIT, type ExitCode, Failure, UsageError } from '../exit.js';
import { print, say } from '../output.js';
import { counted } from '../words.js';
import { writeWhole } from './dict-overlay.js';

const FROM = ['extraction', 'gold', 'doccano', 'prodigy', 'brat'] as const;
const TO = ['gold', 'doccano', 'prodigy', 'brat', 'conll'] as const;

interface Options {
  from: (typeof FROM)[number];
  to: (typeof TO)[number];
  out?: string;
}

interface Read {
  readonly items: Annotated[];
  dropped: number;
}

export function convertVerb(): Command {
  return new Command('convert')
    .description(
      `Converts extractions and gold sets to and from the formats of annotation tools. doccano, prodigy and extraction are JSON
lines; brat is a folder of .txt and .ann; gold a folder with texts/ and gold/; conll can only be written.`,
    )
    .argument('<input>', 'file or folder; - is stdin')
    .addOption(new Option('--from <format>', 'format of the input').choices(FROM).makeOptionMandatory())
    .addOption(new Option('--to <format>', 'format to write').choices(TO).makeOptionMandatory())
    .option('-o, --out <folder>', 'folder for brat and gold; the others go to stdout')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint extract news/*.txt | chokepoint convert - --from extraction --to doccano > to-annotate.jsonl
  chokepoint convert annotated.jsonl --from doccano --to gold --out my-gold`,
    )
    .action(action(run));
}

async function run(input: string, { from, to, out }: Options): Promise<ExitCode> {
  if ((to === 'brat' || to === 'gold') && !out) throw new UsageError(`--to ${to}: needs --out FOLDER`);
  const formats = await import('../../formats/index.js');
  let read: Read;
  try {
    read = await readAll(input, from, formats);
  } catch (error) {
    if (error instanceof formats.FormatError) throw new Failure(error.message);
    throw error;
  }
  const { items, dropped } = read;
  for (const item of items) {
    const name = basename(item.id).replace(/[^\p{L}\p{N}._-]+/gu, '_') || 'document';
    if (to === 'doccano') await print(formats.toDoccano(item));
    else if (to === 'prodigy') await print(formats.toProdigy(item));
    else if (to === 'conll') await print(`${formats.toConll(item).trimEnd()}\n`);
    else if (to === 'brat') {
      await writeWhole(join(out!, `${name}.txt`), item.text);
      await writeWhole(join(out!, `${name}.ann`), formats.toBrat(item));
    } else {
      await writeWhole(join(out!, 'texts', `${name}.txt`), item.text);
      await writeWhole(
        join(out!, 'gold', `${name}.json`),
        `${JSON.stringify(formats.toGold({ ...item, id: name }), undefined, 2)}\n`,
      );
    }
  }
  const lost = dropped > 0 ? `; ${dropped} relations have an argument without a mention and were left out` : '';
  say(`${counted(items.length, 'document')}${lost}`);
  return EXIT.ok;
}

async function readAll(
  input: string,
  from: Options['from'],
  formats: typeof import('../../formats/index.js'),
): Promise<Read> {
  const read: Read = { items: [], dropped: 0 };
  const take = ({ annotated, dropped }: { annotated: Annotated; dropped: number }): void => {
    read.items.push(annotated);
    read.dropped += dropped;
  };
  if (from === 'brat' || from === 'gold') {
    const folder = from === 'gold' ? join(input, 'texts') : input;
    const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
    for (const id of names.map((name) => name.slice(0, -4))) {
      const text = await readFile(join(folder, `${id}.txt`), 'utf8');
      if (from === 'brat')
        take({ annotated: formats.fromBrat(id, text, await readFile(join(input, `${id}.ann`), 'utf8')), dropped: 0 });
      else
        take(formats.fromGold(JSON.parse(await readFile(join(input, 'gold', `${id}.json`), 'utf8')) as GoldFile, text));
    }
    return read;
  }
  const text = input === '-' ? await stdin() : await readFile(input, 'utf8');
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const place = `${input === '-' ? 'stdin' : input}:${index + 1}`;
    if (from === 'doccano') take({ annotated: formats.fromDoccano(line, place), dropped: 0 });
    else if (from === 'prodigy') {
      const annotated = formats.fromProdigy(line, place);
      if (annotated) take({ annotated, dropped: 0 });
    } else {
      const parsed = extractionSchema.safeParse(tryParse(line));
      if (!parsed.success) throw new formats.FormatError(`${place}: is no extraction`);
      take(formats.fromExtraction(parsed.data));
    }
  });
  return read;
}

function tryParse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function stdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
