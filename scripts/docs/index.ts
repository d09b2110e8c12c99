export type * from './page.js';
export { PageError, readPage } from './read-page.js';
