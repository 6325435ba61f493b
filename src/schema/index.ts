/** The contracts of Chokepoint: zod schemas, the types inferred from them, and their limits. */
export * from './config.js';
export * from './diagnostic.js';
export * from './dictionary.js';
export * from './document.js';
export * from './event.js';
export * from './extraction.js';
