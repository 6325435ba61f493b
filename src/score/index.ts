/** Precision, recall and F1 of extractions against a gold set. */
export * from './gold.js';
export { type NameTable, nameFolder, plainName } from './names.js';
export * from './rates.js';
export * from './score.js';
