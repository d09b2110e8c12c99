import type { Contract } from '../contract/contract.js';
import type { RuleClass } from '../judge/index.js';
import type { Provenance, Severity } from '../judge/rule.js';
import type { Session } from './session.js';

/**
 * Something to ask of a server so that rules are exercised. What the answers mean is for the judge to say; only what
 * takes several answers to different questions, or a question that the contract does not know, is compared here.
 */
export interface Property {
  /** The same for every operation; what `--property` names. */
  readonly name: string;
  /** The class of the rules that it exercises. */
  readonly class: RuleClass;
  /** One sentence. */
  readonly statement: string;
  /** What it compares by itself, and where that comes from; undefined where it only asks. */
  readonly compares?:
    | { readonly provenance: Provenance; readonly severity: Severity; readonly remedy: string }
    | undefined;
  /** Requests that it is likely to send; only its proportion to others counts. */
  readonly cost: number;
  /**
   * It is verified while nothing else is asked. Otherwise a server that answers every second request in another way
   * would show always the same side to one of several properties that take turns.
   */
  readonly alone?: boolean;
  /** Whether the contract says anything that the property is about. */
  applies(contract: Contract): boolean;
  /**
   * Asks the server.
   *
   * @throws BudgetSpent where the budget ends before the property has.
   */
  run(session: Session): Promise<void>;
}
