import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import type { PropertyResult, Violation } from './violation.js';

/** A deviation that is known and, for a while, accepted. */
export interface Waiver {
  readonly operation: string;
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
  return list.map((entry, index) => {
    const where = `${file}: waiver ${index + 1}`;
    if (!isObject(entry)) throw new UsageError(`${where} is no object with ${keys.join(', ')}`);
    for (const key of keys) {
      const value = own(entry, key);
      if (typeof value !== 'string' || value.trim() === '')
        throw new UsageError(`${where} lacks ${key}; give it as text`);
    }
    for (const key of Object.keys(entry)) {
      if (!(keys as readonly string[]).includes(key)) {
        throw new UsageError(`${where} has the unknown key "${key}"; there are ${keys.join(', ')}`);
      }
    }
    const waiver = entry as unknown as Waiver;
    const day = Date.parse(`${waiver.expires}T00:00:00Z`);
    if (!/^\d{4}-\d\d-\d\d$/.test(waiver.expires) || Number.isNaN(day)) {
      throw new UsageError(`${where} expires on "${waiver.expires}"; write a day such as 2030-01-31`);
    }
    return waiver;
  });
}

/** Whether a waiver still holds at a moment (milliseconds since 1970). */
export function isInForce(waiver: Waiver, now: number): boolean {
  return now < Date.parse(`${waiver.expires}T00:00:00Z`) + 86_400_000;
}

/** The result with violations that a waiver in force covers downgraded to warnings. */
export function waive(result: PropertyResult, waivers: readonly Waiver[], now = Date.now()): PropertyResult {
  const waiver = waivers.find(
    (one) => one.operation === result.operation && one.property === result.property && isInForce(one, now),
  );
  if (waiver === undefined) return result;
  const violations = result.violations.map(
    (violation): Violation =>
      violation.severity === 'error' ? { ...violation, severity: 'warning', waived: waiver.reason } : violation,
  );
  return { ...result, ok: true, violations };
}

/** What is wrong with the waivers of an operation after all of its properties ran: expired, or without a deviation. */
export function staleWaivers(
  waivers: readonly Waiver[],
  operation: string,
  results: readonly PropertyResult[],
  now = Date.now(),
): string[] {
  return waivers
    .filter((waiver) => waiver.operation === operation)
    .flatMap((waiver) => {
      const name = `the waiver of ${waiver.property} (${waiver.reason})`;
      if (!isInForce(waiver, now)) return [`${name} expired on ${waiver.expires}; mend the server, or extend it`];
      const isUsed = results.some((result) =>
        result.violations.some((one) => result.property === waiver.property && one.waived !== undefined),
      );
      return isUsed ? [] : [`${name} matches no violation any more; remove it`];
    });
}
