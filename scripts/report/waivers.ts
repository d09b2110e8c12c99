import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import type { Defect, OperationResult } from './report.js';

/** A deviation that is known and, for a while, accepted. */
export interface Waiver {
  readonly operation: string;
  /** Id of a property, or of the rule that it uses. */
  readonly property: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD in UTC. */
  readonly expires: string;
}

const keys = ['operation', 'property', 'reason', 'expires'] as const;

/**
 * Reads a list of waivers from a YAML or JSON file.
 *
 * @throws UsageError where the file cannot be read, is no list, or a waiver lacks one of its four texts.
 */
export function readWaivers(file: string): Waiver[] {
  let content: Json;
  try {
    content = parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw new UsageError(`cannot read the waivers in ${file}: ${(error as Error).message.split('\n')[0]}`);
  }
  const list = Array.isArray(content) ? content : own(content, 'waivers');
  if (!Array.isArray(list)) throw new UsageError(`${file} is no list of waivers; write "- operation: …" for each`);
  return list.map((entry, index) => waiverOf(entry, `${file}: waiver ${index + 1}`));
}

function waiverOf(entry: Json, where: string): Waiver {
  if (!isObject(entry)) throw new UsageError(`${where} is no object with ${keys.join(', ')}`);
  for (const key of keys) {
    const value = own(entry, key);
    if (typeof value !== 'string' || value.trim() === '') {
      throw new UsageError(`${where} lacks ${key}; give it as text`);
    }
  }
  for (const key of Object.keys(entry)) {
    if (!(keys as readonly string[]).includes(key)) {
      throw new UsageError(`${where} has the unknown key "${key}"; there are ${keys.join(', ')}`);
    }
  }
  const waiver = entry as unknown as Waiver;
  if (!/^\d{4}-\d\d-\d\d$/.test(waiver.expires) || Number.isNaN(firstMoment(waiver))) {
    throw new UsageError(`${where} expires on "${waiver.expires}"; write a day such as 2030-01-31`);
  }
  return waiver;
}

function firstMoment({ expires }: Waiver): number {
  return Date.parse(`${expires}T00:00:00Z`);
}

/** Whether a waiver still holds at a moment (milliseconds since 1970). */
export function isInForce(waiver: Waiver, now: number): boolean {
  return now < firstMoment(waiver) + 86_400_000;
}

/** Whether a waiver names the property or the rule of a defect. */
function covers({ operation, property }: Waiver, defect: Defect): boolean {
  return operation === defect.operation && (property === defect.property || property === defect.rule);
}

/** Defects, of which those are warnings that a waiver in force covers: it names the property that they are shown under, or the rule. */
export function applyWaivers(defects: readonly Defect[], waivers: readonly Waiver[], now: number): Defect[] {
  const inForce = waivers.filter((waiver) => isInForce(waiver, now));
  return defects.map((defect) => {
    const waiver = inForce.find((one) => covers(one, defect));
    return waiver === undefined ? defect : { ...defect, severity: 'warning', waived: waiver.reason };
  });
}

/** What is wrong with the waivers after a run: expired, or without a deviation although the property was exercised. */
export function staleWaivers(
  waivers: readonly Waiver[],
  operations: readonly OperationResult[],
  defects: readonly Defect[],
  now: number,
): string[] {
  return waivers.flatMap((waiver) => {
    const operation = operations.find((one) => one.operation === waiver.operation);
    if (operation === undefined) return [];
    const name = `the waiver of ${waiver.property} for ${waiver.operation} (${waiver.reason})`;
    if (!isInForce(waiver, now)) return [`${name} expired on ${waiver.expires}; mend the server, or extend it`];
    if (defects.some((defect) => defect.waived !== undefined && covers(waiver, defect))) return [];
    // What was not tried, perhaps because another shard does, may well be broken still.
    const isKept = operation.properties.some(({ name: id, outcome }) => id === waiver.property && outcome === 'held');
    return isKept ? [`${name} matches no violation any more; remove it`] : [];
  });
}
