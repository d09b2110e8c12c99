export { comparePage } from './compare/compare.js';
export { comparePages } from './compare/compare-pages.js';
export type { Comparison, Difference } from './compare/difference.js';
export { nameOf } from './compare/difference.js';
export { type PageLock, readLock } from './lock/lock-file.js';
export type * from './page.js';
export { PageError, readPage } from './read-page.js';
