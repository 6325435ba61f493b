/** Extractions as a page to look at. */
export type { ViewDocument } from './document.js';
export { renderPage } from './page.js';
