import type { Json, JsonObject } from '../../base/json.js';
import type { Parameter, Response } from '../../contract/contract.js';
import type { PageRequest } from '../../contract/pager.js';
import type { Exchange } from '../exchange.js';
import type { BodyType } from '../facts/body-type.js';
import type { Repeat } from './answers.js';
import type { Sighting } from './entries.js';
import type { Result, Step } from './walks.js';

/** An exchange with everything that is read out of it once, for all rules. */
export interface Seen {
  readonly exchange: Exchange;
  /** Number of the exchange, from 1. */
  readonly number: number;
  readonly request: JsonObject | undefined;
  readonly body: Json | undefined;
  /** When it was answered: milliseconds since 1970. */
  readonly time: number;
  /** What the contract declares of the status; undefined where it declares nothing. */
  readonly declared: Response | undefined;
  /** What its content type means for its body; undefined where nothing is declared. */
  readonly bodyType: BodyType | undefined;
  /** The answer is the operation's successful one. */
  readonly isSuccess: boolean;
  /** The entries of a successful answer; none where there is no list. */
  readonly items: readonly Json[];
  /** Their identities; undefined for an entry without one. */
  readonly keys: readonly (string | undefined)[];
  readonly sightings: readonly Sighting[];
  /** The filters that the request gives. */
  readonly filters: readonly Parameter[];
  /** Tells the request from all others; empty where it is not known. */
  readonly question: string;
  /** How the answer compares with the one before to the same request; undefined where there was none. */
  readonly repeat: Repeat | undefined;
  /** The entries that the answer shares with the one before, and that have not changed, come in another order. */
  readonly isReordered: boolean;
  /** The data that the request is about: what is neither filter, order, page nor language. */
  readonly universe: string;
  /** The whole result of which the answer shows a page: universe, filters and order. */
  readonly scope: string;
  /** Neither filter nor order is given: the result is everything. */
  readonly isEverything: boolean;
  /** The page that the request asks for, defaults filled in. */
  readonly page: PageRequest | undefined;
  /** The total that the answer states. */
  readonly total: number | undefined;
  /** The step that the exchange is in a walk from page to page. */
  readonly step: Step | undefined;
  /** The whole result, where this exchange completes it. */
  readonly result: Result | undefined;
}
