#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { EXIT, report } from './exit.js';
import { packageVersion } from './package.js';

interface Verb {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Verbs by the use that they serve, in the order of the help. A verb's file is loaded when it is called, no other. */
const VERBS: Record<string, Record<string, Verb>> = {
  'Try:': {
    demo: {
      summary: 'see it all at work on the samples, and end',
      load: async () => (await import('./verbs/demo.js')).demoVerb(),
    },
    extract: {
      summary: 'extract documents here and now, without queue or Redis',
      load: async () => (await import('./verbs/extract.js')).extractVerb(),
    },
    view: {
      summary: 'write extractions as one HTML page',
      load: async () => (await import('./verbs/view.js')).viewVerb(),
    },
  },
  'Push and work:': {
    push: {
      summary: 'put documents on the queue',
      load: async () => (await import('./verbs/push.js')).pushVerb(),
    },
    watch: {
      summary: 'push what is new in RSS and Atom feeds',
      load: async () => (await import('./verbs/watch.js')).watchVerb(),
    },
    work: {
      summary: 'take documents off the queue, extract them, commit their events',
      load: async () => (await import('./verbs/work.js')).workVerb(),
    },
    serve: {
      summary: 'serve the workbench, ingest and events over HTTP',
      load: async () => (await import('./verbs/serve.js')).serveVerb(),
    },
    status: {
      summary: 'what waits, what is done, who lags',
      load: async () => (await import('./verbs/status.js')).statusVerb(),
    },
    dead: {
      summary: 'list, show, retry or drop what could not be worked off',
      load: async () => (await import('./verbs/dead.js')).deadVerb(),
    },
    reprocess: {
      summary: 'work every kept document off again with the present dictionaries',
      load: async () => (await import('./verbs/reprocess.js')).reprocessVerb(),
    },
  },
  'Consume:': {
    events: {
      summary: 'print events as they come',
      load: async () => (await import('./verbs/events.js')).eventsVerb(),
    },
    deliver: {
      summary: 'write the event stream to stores, files and webhooks',
      load: async () => (await import('./verbs/deliver.js')).deliverVerb(),
    },
    schema: {
      summary: 'print the JSON Schema of what goes in and comes out',
      load: async () => (await import('./verbs/schema.js')).schemaVerb(),
    },
  },
  'Tune:': {
    explain: {
      summary: 'show why a sentence gives what it gives',
      load: async () => (await import('./verbs/explain.js')).explainVerb(),
    },
    dict: {
      summary: 'look after the dictionaries',
      load: async () => (await import('./verbs/dict.js')).dictVerb(),
    },
    convert: {
      summary: 'convert extractions and gold to and from annotation tools',
      load: async () => (await import('./verbs/dict-convert.js')).convertVerb(),
    },
    score: {
      summary: 'measure precision and recall against a gold set',
      load: async () => (await import('./verbs/score.js')).scoreVerb(),
    },
  },
};

/** The command line with one verb loaded; the others are there by name, for the help. */
async function program(wanted: string | undefined): Promise<Command> {
  const root = new Command('chokepoint')
    .description('News in, structured and explained events out.')
    .version(packageVersion(), '-V, --version')
    .addHelpText(
      'after',
      `
JSON lines go to stdout, words for people to stderr. "-" is stdin. Exit codes: 0 all well, 1 findings, 2 usage.
Settings are environment variables (REDIS_URL, CHOKEPOINT_*): see README.md. \`chokepoint VERB --help\` has examples.`,
    );
  for (const [heading, verbs] of Object.entries(VERBS)) {
    for (const [name, { summary, load }] of Object.entries(verbs)) {
      const verb = name === wanted ? await load() : new Command(name);
      root.addCommand(verb.summary(summary).helpGroup(heading));
    }
  }
  for (const command of all(root)) {
    command.exitOverride().configureOutput({ outputError: oneLine });
    // The help wraps by itself, at the width of the terminal.
    command.description(command.description().replace(/\s*\n\s*/g, ' '));
  }
  return root;
}

/** A complaint of the parser like every other: one line. */
function oneLine(message: string, write: (text: string) => void): void {
  write(
    `chokepoint: ${message
      .replace(/^error: /, '')
      .trim()
      .replace(/\s+/g, ' ')} (--help shows how)\n`,
  );
}

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}

/** Runs the command line; the exit code is left in process.exitCode. */
async function main(argv: readonly string[]): Promise<void> {
  try {
    const wanted = argv.slice(2).find((word) => !word.startsWith('-') && word !== 'help');
    const root = await program(wanted);
    if (argv.length < 3) root.help({ error: true });
    await root.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else process.exitCode = report(error);
  }
}

await main(process.argv);
