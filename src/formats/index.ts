/** Gold and extractions to and from the formats of annotation tools. Offsets of ours are UTF-16 code units, theirs code points. */
export * from './annotated.js';
export { fromBrat, toBrat } from './brat.js';
export { CodePoints } from './codepoints.js';
export { toConll } from './conll.js';
export { fromDoccano, toDoccano } from './doccano.js';
export { fromProdigy, toProdigy } from './prodigy.js';
