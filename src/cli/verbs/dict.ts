import { Command } from 'commander';
import { dictAdd } from './dict-add.js';
import { dictCheck } from './dict-check.js';
import { dictPublish } from './dict-publish.js';
import { dictSuggest } from './dict-suggest.js';
import { dictTest } from './dict-test.js';

/** The verbs for whoever tunes dictionaries, in the order of the work; each is a file `dict-NAME.ts` and a line here. */
export function dictVerb(): Command {
  return new Command('dict')
    .description('Looks after the dictionaries: docs/tuning.md walks through it.')
    .addCommand(dictCheck())
    .addCommand(dictTest())
    .addCommand(dictAdd())
    .addCommand(dictSuggest())
    .addCommand(dictPublish());
}
