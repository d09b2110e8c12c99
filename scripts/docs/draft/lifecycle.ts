import type { Json, JsonObject } from '../../base/json.js';
import type { PageValue } from '../page.js';

/** The phases of a task, and the words that speak for each; the first that fits counts. */
const phases: readonly (readonly [string, RegExp])[] = [
  ['failed', /fail|error|time[sd]?[ _-]?out|timeout|abnormal|cancel|abort|terminat|unsuccessful|refused|rejected/i],
  ['skipped', /skip|ignored/i],
  ['pending', /pend|wait|not[ _-]?start|to be |queue|\binit|unstarted|scheduled/i],
  ['running', /\bnot (?:complete|finished)|running|process(?:ing)?\b|progress|ing\b|executing|in_/i],
  ['succeeded', /succe|complete|finish|done|handled|normal|\bok\b|available|active/i],
];

/**
 * Proposes the lifecycle of a status, from the words of its values and their meanings.
 *
 * @returns undefined where the words say nothing of a value: half a lifecycle is none
 */
export function lifecycleOf(name: string, values: readonly PageValue[]): JsonObject | undefined {
  if (!/(?:status|state|statuscode|process|phase)(?:es|s)?$/i.test(name) || values.length < 2) return undefined;
  const found: Record<string, Json[]> = {};
  for (const { value, meaning } of values) {
    const words = `${String(value.value).replaceAll(/([a-z])([A-Z])/g, '$1 $2')} ${meaning?.text ?? ''}`;
    const phase = phases.find(([, pattern]) => pattern.test(words))?.[0];
    if (phase === undefined) return undefined;
    found[phase] = [...(found[phase] ?? []), value.value];
  }
  if (Object.keys(found).length < 2) return undefined;
  const final = [...(found.succeeded ?? []), ...(found.failed ?? []), ...(found.skipped ?? [])];
  return {
    ...Object.fromEntries(Object.entries(found)),
    final,
    inferred: 'Drafted from the words of the values; the page gives names only.',
  };
}
