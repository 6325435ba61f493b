/**
 * Clauses after "that" and after subordinating conjunctions.
 * In: the state and the word that introduces the clause. Out: the clause, open, under the one that it depends on.
 */

import type { Clause, Link } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { aroundSpeech } from './coordination.js';
import type { NounPhrase } from './phrases.js';
import { STATEMENTS } from './tag-words.js';

const CONTRASTS = new Set(['whereas', 'while', 'although', 'though']);

export function openSubordinate(state: ClauseState, link: Link, marker: string, at: number): void {
  let parent = state.current;
  if (link === 'complement' && state.conjunction !== '') {
    for (let clause: Clause | undefined = parent; clause; clause = clause.parent) {
      if (clause.link === 'complement' && clause.parent) {
        parent = clause.parent;
        break;
      }
    }
  }
  // "X hoards it, people say, whereas Y does not": what goes on after the speech hangs on what was said.
  if (state.comma && CONTRASTS.has(marker) && parent.link === 'attribution') parent = aroundSpeech(state) ?? parent;
  while (state.comma && link === 'adverbial' && parent.link === 'participle' && parent.parent) parent = parent.parent;
  const clause = state.open(link, parent, marker, state.chunks[at]!.at);
  if (!parent.verb && !parent.subject) clause.fronted = true;
  if (link === 'complement' && state.lastPhrase && !state.lastPhrase.temporal && state.kind(at - 1) === 'NP')
    clause.governor = statementBefore(state) ?? state.lastPhrase;
  state.current = clause;
  state.comma = false;
  state.conjunction = '';
}

/** "a report in X that …": the statement that "that" goes with. */
function statementBefore(state: ClauseState): NounPhrase | undefined {
  const object = state.current.objects.at(-1);
  return object && STATEMENTS.has(state.tagged.words[object.head]!) ? object : undefined;
}
