import type { Contract } from '../../scripts/contract/contract.js';
import { startPrisms } from './prism.js';

/** The running Prism mocks of some contracts. */
export interface PrismOfEach {
  /** URL by operation id. */
  readonly urls: Record<string, string>;
  close(): Promise<void>;
}

/** Starts one real Prism for each contract of this repository. */
export async function startPrismOfEach(contracts: readonly Contract[]): Promise<PrismOfEach> {
  const { urls, close } = await startPrisms(contracts.map(({ location }) => `specs/${location.file}`));
  return { urls: Object.fromEntries(contracts.map(({ id }, index) => [id, urls[index] as string])), close };
}
