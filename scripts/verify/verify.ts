import { UsageError } from '../base/usage-error.js';
import { authenticateFor } from './authenticate.js';
import { Client, serverUrl } from './client.js';
import { Gate } from './gate.js';
import { Operation } from './operation.js';
import { type Settings, settingsOf, type VerifyOptions } from './options.js';
import { probe } from './probe.js';
import { propertiesOf } from './properties/index.js';
import type { Property } from './property.js';
import { type Report, reportOf } from './report.js';
import { runProperty } from './run-property.js';
import type { PropertyResult } from './violation.js';
import { staleWaivers, waive } from './waivers.js';

/** An operation under test with the properties that are to be verified. */
export interface Plan {
  readonly operation: Operation;
  readonly properties: readonly Property[];
  /** Closes the connections, and forgets the answers. */
  close(): void;
}

/**
 * Prepares a run: one plan for each operation.
 *
 * @throws UsageError for an address that is none, or a property that no operation has.
 */
export function planRun(settings: Settings): Plan[] {
  const gate = new Gate(settings);
  const all = new Map(settings.contracts.map((contract) => [contract, propertiesOf(contract)]));
  const names = new Set([...all.values()].flat().map((property) => property.name));
  for (const name of settings.properties ?? []) {
    if (!names.has(name))
      throw new UsageError(`no operation has the property "${name}"; there are ${[...names].join(', ')}`);
  }
  return [...all].map(([contract, properties]) => {
    const authenticate = authenticateFor(contract, serverUrl(settings.url), settings.headers);
    const client = new Client({ url: settings.url, timeout: settings.timeout, authenticate });
    const operation = new Operation(contract, settings, client, gate);
    return {
      operation,
      properties: properties.filter(({ name }) => settings.properties?.includes(name) ?? true),
      close: () => {
        client.close();
        operation.forget();
      },
    };
  });
}

/**
 * Verifies a server without Vitest: the engine alone, for programs.
 *
 * @param onResult is told of every property as it is done
 * @throws UsageError for bad options, and where the server cannot be reached at all.
 */
export async function verify(
  options: VerifyOptions,
  onResult: (result: PropertyResult) => void = () => {},
): Promise<Report> {
  const settings = settingsOf(options);
  await probe(settings.url, settings.timeout);
  const results: PropertyResult[] = [];
  const stale: string[] = [];
  for (const { operation, properties, close } of planRun(settings)) {
    const mine: PropertyResult[] = new Array(properties.length);
    const entries = [...properties.entries()];
    const work = async (queue: typeof entries) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [place, property] = next;
        const result = waive(await runProperty(operation, property), settings.waivers);
        mine[place] = result;
        onResult(result);
      }
    };
    const shared = entries.filter(([, { alone }]) => !alone);
    await work(entries.filter(([, { alone }]) => alone));
    await Promise.all(Array.from({ length: settings.concurrency }, () => work(shared)));
    close();
    results.push(...mine);
    if (settings.properties === undefined) stale.push(...staleWaivers(settings.waivers, operation.contract.id, mine));
  }
  return reportOf(settings.seed, results, stale);
}
