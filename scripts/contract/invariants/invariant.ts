import type { Json, JsonObject } from '../../base/json.js';
import type { Contract } from '../contract.js';

/** The parts of a contract that its invariants follow from. */
export type InvariantSubject = Pick<Contract, 'pagination' | 'parameters' | 'links'>;

/** What one place of a response is, and what it should be. */
export interface Finding {
  /** JSON pointer into the response body. */
  readonly path: string;
  readonly message: string;
  readonly expected: Json;
  /** Undefined where nothing stands. */
  readonly actual: Json | undefined;
}

/** A successful response, with the decoded request that it answers where that is known. */
export interface Exchange {
  readonly request?: JsonObject | undefined;
  readonly response: Json;
}

/** A rule that every successful response of an operation keeps by itself. */
export interface Invariant {
  /** The same for the same rule of every operation. */
  readonly id: string;
  readonly statement: string;
  readonly source: 'documented' | 'inferred';
  readonly severity: 'error' | 'warning';
  /** Every place of a response that breaks the rule. Places whose values are absent or of the wrong type are the schema's to judge. */
  judge(exchange: Exchange): Finding[];
  /** Changes a response so that it keeps the rule; touches nothing where it does already. */
  repair(exchange: Exchange): void;
}
