import type { Contract } from '../../scripts/contract/contract.js';
import { verify } from '../../scripts/verify/index.js';
import { failed, type Verdict, verdictOf } from './verdict.js';

/** Lets `verify`, with its default options, judge some operations of a server. */
export async function byVerify(
  url: string,
  contracts: readonly Contract[],
  operations: readonly string[],
  seed: number,
  strict = false,
): Promise<Verdict> {
  const started = performance.now();
  try {
    const report = await verify({ url, contracts, operations, seed, strict });
    const properties = report.operations.flatMap((operation) => operation.properties);
    const requests = report.operations.reduce((sum, operation) => sum + operation.requests, 0);
    return verdictOf(report.violations, properties, requests, performance.now() - started);
  } catch (error) {
    return failed(error, performance.now() - started);
  }
}
