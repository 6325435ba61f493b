import { Command } from 'commander';
import { dictAdd } from './dict-add.js';
import { dictCheck } from './dict-check.js';
import { dictDiff } from './dict-diff.js';
import { dictEval } from './dict-eval.js';
import { dictPublish } from './dict-publish.js';
import { dictStats } from './dict-stats.js';
import { dictSuggest } from './dict-suggest.js';
import { dictExport, dictImport } from './dict-tables.js';
import { dictTest } from './dict-test.js';

/** The verbs for whoever tunes dictionaries, in the order of the work; each is a file `dict-NAME.ts` and a line here. */
export function dictVerb(): Command {
  return new Command('dict')
    .description('Looks after the dictionaries: docs/tuning.md walks through it.')
    .addCommand(dictCheck())
    .addCommand(dictTest())
    .addCommand(dictAdd())
    .addCommand(dictSuggest())
    .addCommand(dictStats())
    .addCommand(dictDiff())
    .addCommand(dictEval())
    .addCommand(dictImport())
    .addCommand(dictExport())
    .addCommand(dictPublish());
}
