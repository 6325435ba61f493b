/** The contracts of Chokepoint: zod schemas, the types inferred from them, and their limits. */
export * from './diagnostic.js';
export * from './document.js';
export * from './event.js';
export * from './extraction.js';
