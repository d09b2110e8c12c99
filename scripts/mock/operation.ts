import type { Contract } from '../contract/contract.js';
import type { Meaning } from '../judge/index.js';
import type { Protocol } from '../wire/protocol.js';

/** One thing that is wrong with a value. */
export interface Violation {
  /** JSON pointer to the value, or to where a missing one should stand. */
  readonly path: string;
  /** Keyword of JSON Schema. */
  readonly keyword: string;
  /** In words, with what was expected and what stands there. */
  readonly message: string;
}

/** Judges a value: every violation, or undefined where it is valid. */
export type Check = (value: unknown) => readonly Violation[] | undefined;

/** An operation that the mock serves, wherever its contract came from. */
export interface Operation {
  readonly contract: Contract;
  readonly protocol: Protocol;
  /** How the contract is read where its page leaves something open. Default: as it stands. */
  readonly meaning?: Meaning;
  /** Judges a decoded request. Compiled when first used. */
  readonly checkRequest: Check;
  /** Judges the body of a successful response. Compiled when first used. */
  readonly checkResponse: Check;
}
