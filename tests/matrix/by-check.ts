import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../../scripts/check/check.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { failed, type Verdict, verdictOf } from './verdict.js';

/** Lets `check` judge a recording. */
export async function byCheck(
  recording: string,
  contracts: readonly Contract[],
  operations: readonly string[],
): Promise<Verdict> {
  const started = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'matrix-'));
  try {
    const file = path.join(folder, 'traffic');
    writeFileSync(file, recording);
    const report = await check({ files: [file], contracts, operations });
    const properties = report.operations.flatMap((operation) => operation.properties);
    const requests = report.operations.reduce((sum, operation) => sum + operation.requests, 0);
    return verdictOf(report.violations, properties, requests, performance.now() - started);
  } catch (error) {
    return failed(error, performance.now() - started);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
