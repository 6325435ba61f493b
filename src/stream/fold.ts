import { type ChokepointEvent, EVENT_TYPES } from '../schema/event.js';
import type { Mention, Relation } from '../schema/extraction.js';

/** What the stream says of one document, taken all together. */
export interface DocumentState {
  source: string;
  revision: number;
  withdrawn: boolean;
  contentHash: string;
  mentions: readonly Mention[];
  /** Facts that stand, by fact id. */
  facts: Map<string, Relation>;
}

/** What the whole stream comes to: the state that every sink must be in. */
export class Fold {
  readonly documents = new Map<string, DocumentState>();
  private readonly seen = new Set<string>();

  /** Takes an event; false when it was there before. */
  add(event: ChokepointEvent): boolean {
    const key = `${event.id} ${event.source}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    if (event.type === EVENT_TYPES.rejected) return true;
    const state = this.stateOf(event);
    if (event.data.revision < state.revision) return true;
    state.revision = event.data.revision;
    if (event.type === EVENT_TYPES.asserted) state.facts.set(event.data.factId, event.data.relation);
    else if (event.type === EVENT_TYPES.retracted) state.facts.delete(event.data.factId);
    else {
      state.withdrawn = event.data.withdrawn ?? false;
      state.contentHash = event.data.contentHash;
      state.mentions = event.data.mentions;
    }
    return true;
  }

  private stateOf({ subject, source }: ChokepointEvent): DocumentState {
    const known = this.documents.get(subject);
    if (known?.source === source) return known;
    const fresh = { source, revision: 0, withdrawn: false, contentHash: '', mentions: [], facts: new Map() };
    this.documents.set(subject, fresh);
    return fresh;
  }
}
