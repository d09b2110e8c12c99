import type { Contract } from '../../scripts/contract/contract.js';
import { type VerifyOptions, verify } from '../../scripts/verify/index.js';
import { failed, type Verdict, verdictOf } from './verdict.js';

/** Lets `verify` judge some operations of a server, with its default options unless others are given. */
export async function byVerify(
  url: string,
  contracts: readonly Contract[],
  operations: readonly string[],
  seed: number,
  options: Partial<VerifyOptions> = {},
): Promise<Verdict> {
  const started = performance.now();
  try {
    const report = await verify({ ...options, url, contracts, operations, seed });
    const properties = report.operations.flatMap((operation) => operation.properties);
    const requests = report.operations.reduce((sum, operation) => sum + operation.requests, 0);
    return verdictOf(report.violations, properties, requests, performance.now() - started);
  } catch (error) {
    return failed(error, performance.now() - started);
  }
}
