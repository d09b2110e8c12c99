import { statSync } from 'node:fs';
import path from 'node:path';
import { editDistance } from '../base/edit-distance.js';
import type { Contract } from '../contract/contract.js';
import { loadContracts } from '../load/load.js';
import { packagedSpecs } from '../packaged-specs.js';
import { contractOf } from './match.js';
import type { Page } from './page.js';
import { PageError } from './read-page.js';

/** The contracts of a specs folder, and the folder that their files' paths start from. */
export function loadSpecs(specs: string | undefined): {
  readonly folder: string;
  readonly contracts: readonly Contract[];
} {
  const given = specs ?? packagedSpecs();
  // What would be left out of a contract would be missing in the comparison.
  const contracts = loadContracts(given, { strict: true });
  return { folder: statSync(given).isFile() ? path.dirname(given) : given, contracts };
}

/**
 * The contracts of these ids; all without ids.
 *
 * @throws PageError where there is none of an id
 */
export function chooseContracts(
  contracts: readonly Contract[],
  ids: readonly string[] | undefined,
): readonly Contract[] {
  return ids === undefined ? contracts : ids.map((id) => contractById(contracts, id));
}

/**
 * The contract that a page is of: that of `--operation`, or the one that the page names.
 *
 * @throws PageError where there is none
 */
export function chooseContract(
  page: Page,
  file: string,
  contracts: readonly Contract[],
  ids: readonly string[] | undefined,
): Contract {
  const found = ids?.length === 1 ? contractById(contracts, ids[0] as string) : contractOf(page, file, contracts);
  if (found !== undefined) return found;
  throw new PageError(
    `${file} is the page "${page.title.value}", of which there is no spec; name it with --operation, or draft one with: cloudsec-contracts docs draft ${file}`,
  );
}

function contractById(contracts: readonly Contract[], id: string): Contract {
  const found = contracts.find((contract) => contract.id === id);
  if (found !== undefined) return found;
  const near = contracts
    .map((contract) => contract.id)
    .sort((a, b) => editDistance(a, id, 99) - editDistance(b, id, 99))[0];
  throw new PageError(
    `there is no operation ${id}; ${near === undefined ? 'the specs have none' : `did you mean ${near}?`}`,
  );
}
