import { isDeepStrictEqual } from 'node:util';
import { own } from '../../base/json.js';
import type { Contract, Decision, Reading } from '../../contract/contract.js';
import { silencesOf } from './silences.js';
import type { Silent } from './silent.js';

/** A question that the page leaves open, with the answers that it admits. */
export interface OpenDecision {
  /**
   * Id of the spec's decision; of a silence that no decision records its name in words, with the parameter behind a
   * colon where it is about one.
   */
  readonly id: string;
  readonly question: string;
  /** The first is what the contract says as it stands. */
  readonly readings: readonly Reading[];
  /** `file:line` of the decision, or of the operation where none records the silence. */
  readonly spec: string;
}

const known = new WeakMap<Contract, readonly OpenDecision[]>();

/**
 * Everything that the page of an operation leaves open: the decisions of the spec that list readings, and the silences
 * that it shares with other pages.
 *
 * A contract that has no page of ours, and none of our keys, leaves these silences open all the same.
 */
export function openDecisions(contract: Contract): readonly OpenDecision[] {
  let decisions = known.get(contract);
  if (decisions === undefined) {
    decisions = decisionsOf(contract);
    known.set(contract, decisions);
  }
  return decisions;
}

function decisionsOf(contract: Contract): OpenDecision[] {
  const silent = silencesOf(contract);
  const stated = contract.decisions.filter(({ readings }) => readings.length > 1);
  // Of two decisions about the same, the later one has the rest: readings of both would be the same twice.
  const recorded = new Map(
    silent.flatMap((one) => {
      const decision = stated.findLast((decision) => isAbout(one, decision));
      return decision === undefined ? [] : [[one, decision] as const];
    }),
  );
  return [
    ...stated.map((decision) => {
      const more = silent.filter((one) => recorded.get(one) === decision).flatMap(({ readings }) => readings.slice(1));
      const { id, page, readings, location } = decision;
      const others = more.filter(
        ({ filters }) => !readings.some((reading) => isDeepStrictEqual(reading.filters, filters)),
      );
      return { id, question: page, readings: [...readings, ...others], spec: specOf(location) };
    }),
    ...silent
      .filter((one) => !recorded.has(one))
      .map(({ family, aspect, parameter, question, readings }) => {
        const decision = contract.decisions.find(({ silence }) => silence !== undefined && silence === aspect);
        const name = parameter === undefined ? family : `${family}:${parameter}`;
        return {
          id: (parameter === undefined ? decision?.id : undefined) ?? name,
          question,
          readings,
          spec: specOf((decision ?? contract).location),
        };
      }),
  ];
}

/** Whether the readings of a decision answer the question of a silence. */
function isAbout({ parameter, key, isApart }: Silent, { readings }: Decision): boolean {
  if (parameter === undefined || key === undefined || isApart === true) return false;
  return readings.some(({ filters }) => own(own(filters as never, parameter), key) !== undefined);
}

function specOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}
