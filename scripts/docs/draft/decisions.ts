import type { JsonObject } from '../../base/json.js';
import { kebabCase, UniqueNames } from './names.js';

/** A decision that somebody has to make, as the draft records it. */
export interface OpenDecision {
  readonly id: string;
  /** What the page says. */
  readonly page: string;
  readonly where: string;
  /** What the draft does until somebody decides. */
  readonly chosen: string;
  readonly because: string;
  readonly explains?: readonly string[] | undefined;
  readonly breaks?: readonly string[] | undefined;
  /** The meanings that the page admits, the chosen one first. */
  readonly readings?: readonly JsonObject[] | undefined;
}

/** The open decisions of a draft, each with an id of its own. */
export class OpenDecisions {
  readonly list: OpenDecision[] = [];
  readonly #names = new UniqueNames();

  add(decision: OpenDecision): void {
    // Made unique as it is written: `TaskId` and `Task-Id` are the same in kebab case.
    this.list.push({ ...decision, id: this.#names.of(kebabCase(decision.id)) });
  }

  /** As `x-decisions` has them. */
  toJson(): JsonObject[] {
    return this.list.map(toJson);
  }
}

/** A decision as `x-decisions` has it. */
export function toJson({ id, page, where, chosen, because, explains, breaks, readings }: OpenDecision): JsonObject {
  return {
    id,
    page,
    where,
    chosen,
    because,
    ...(breaks === undefined ? {} : { breaks: [...breaks] }),
    ...(readings === undefined ? {} : { readings: [...readings] }),
    ...(explains === undefined ? {} : { explains: [...explains] }),
    open: true,
  };
}
