import { Operation } from './operation.js';
import { type Settings, settingsOf, type VerifyOptions } from './options.js';
import { propertiesOf } from './properties/index.js';
import type { Property } from './property.js';
import { type Report, reportOf } from './report.js';
import { runProperty } from './run-property.js';
import { Budget } from './transport/budget.js';
import { connectionOf } from './transport/connection-of.js';
import { probe } from './transport/probe.js';
import { Transport } from './transport/transport.js';
import { unknownName } from './unknown-name.js';
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
  const all = new Map(settings.contracts.map((contract) => [contract, propertiesOf(contract)]));
  const names = new Set([...all.values()].flat().map((property) => property.name));
  for (const name of settings.properties ?? []) {
    if (!names.has(name)) throw unknownName('--property names', name, [...names]);
  }
  const budget = new Budget(settings);
  const transport = new Transport({ ...settings, connection: connectionOf(settings), budget });
  let open = all.size;
  return [...all].map(([contract, properties]) => {
    const operation = new Operation(contract, settings, transport);
    return {
      operation,
      properties: properties.filter(({ name }) => settings.properties?.includes(name) ?? true),
      close: () => {
        operation.forget();
        if (--open > 0) return;
        transport.close();
        budget.close();
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
  await probe(connectionOf(settings), settings.timeout, settings.signal);
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
