import type { Contract, Reading } from '../../contract/contract.js';
import { silences } from './silences.js';

/** A question that the page leaves open, with the answers that it admits. */
export interface OpenDecision {
  /** Id of the spec's decision; of a silence that no decision records, its name in words. */
  readonly id: string;
  readonly question: string;
  /** The first is what the contract says as it stands. */
  readonly readings: readonly Reading[];
  /** `file:line` of the decision, or of the operation where none records the silence. */
  readonly spec: string;
}

/**
 * Everything that the page of an operation leaves open: the decisions of the spec that list readings, and the silences
 * that it shares with other pages.
 *
 * A contract that has no page of ours, and none of our keys, leaves these silences open all the same.
 */
export function openDecisions(contract: Contract): OpenDecision[] {
  const stated = contract.decisions
    .filter(({ readings }) => readings.length > 1)
    .map(({ id, page, readings, location }) => ({ id, question: page, readings, spec: specOf(location) }));
  const silent = silences
    .filter(({ applies }) => applies(contract))
    .map(({ aspect, question, readings }) => {
      const decision = contract.decisions.find(({ silence }) => silence === aspect);
      return { id: decision?.id ?? wordsOf(aspect), question, readings, spec: specOf((decision ?? contract).location) };
    });
  return [...stated, ...silent];
}

function specOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}

/** `beyondEnd` as `beyond-end`. */
function wordsOf(aspect: string): string {
  return aspect.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
