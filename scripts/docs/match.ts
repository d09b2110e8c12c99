import path from 'node:path';
import type { Contract } from '../contract/contract.js';
import type { Page } from './page.js';

/**
 * The contract that was made of a page: the one that names the page's operation, title, file, or method and path.
 *
 * @param file name of the page's file
 * @returns undefined where there is none
 */
export function contractOf(page: Page, file: string, contracts: readonly Contract[]): Contract | undefined {
  const name = path.basename(file).replace(/\.(?:txt|html?|md)$/i, '');
  const tests: ((contract: Contract) => boolean)[] = [
    (one) => page.operation !== undefined && one.id === page.operation.value,
    (one) => one.provenance?.title === page.title.value && page.title.value !== '',
    (one) => one.provenance?.page.replace(/\.(?:txt|html?|md)$/i, '') === name || one.id === name,
    (one) => page.path !== undefined && one.path === page.path.value && one.method === page.method?.value.toLowerCase(),
  ];
  for (const test of tests) {
    const found = contracts.filter(test);
    if (found.length === 1) return found[0];
  }
  return undefined;
}
