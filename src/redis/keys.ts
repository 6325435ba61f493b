import { hash } from 'node:crypto';

/** Where everything of one document lies: its key part and its partition. */
export interface Place {
  /** 22 characters of base64url: the first 132 bits of sha256(document id). */
  readonly key: string;
  /** Partition, from 0. */
  readonly partition: number;
}

/**
 * The names of all keys. `{…}` is the hash tag of Redis Cluster: keys that one script touches share it.
 * `{cp:q}` holds the queue, `{cp:p7}` all of partition 7.
 */
export class Keys {
  constructor(
    readonly namespace: string,
    readonly partitions: number,
  ) {}

  /** Prefix for BullMQ. */
  get queuePrefix(): string {
    return `{${this.namespace}:q}`;
  }
  /** Hash: settings that all processes must agree on, and the ordinals of the dictionaries. */
  get shared(): string {
    return `{${this.namespace}:q}:shared`;
  }
  /** Sorted set: living consumers of a group by their last sign of life. */
  members(group: string): string {
    return `{${this.namespace}:q}:members:${group}`;
  }
  tag(partition: number): string {
    return `{${this.namespace}:p${partition}}`;
  }
  /** Stream of events: fields `e` (CloudEvent as JSON) and `q` (sequence). */
  events(partition: number): string {
    return `${this.tag(partition)}:events`;
  }
  /** Hash: `seq`, `ord`, `epoch`. */
  meta(partition: number): string {
    return `${this.tag(partition)}:meta`;
  }
  /** Sorted set: document keys by the time (ms) of their last acceptance. */
  index(partition: number): string {
    return `${this.tag(partition)}:index`;
  }
  /** Hash: dead letters by document key or event id. */
  dead(partition: number): string {
    return `${this.tag(partition)}:dead`;
  }
  /** Hash: what the ledger knows of a document. */
  ledger(place: Place): string {
    return `${this.tag(place.partition)}:doc:${place.key}`;
  }
  /** Hash: the latest body of a document. */
  body(place: Place): string {
    return `${this.tag(place.partition)}:body:${place.key}`;
  }
  /** String: which consumer of a group reads this partition. */
  lease(partition: number, group: string): string {
    return `${this.tag(partition)}:lease:${group}`;
  }
  /** Hash: last sequence that a group has seen. */
  cursor(partition: number, group: string): string {
    return `${this.tag(partition)}:cursor:${group}`;
  }

  /** The place of a document id. */
  place(documentId: string): Place {
    const digest = hash('sha256', documentId, 'buffer');
    return {
      key: digest.toString('base64url').slice(0, 22),
      partition: digest.readUInt32BE(24) % this.partitions,
    };
  }
}
