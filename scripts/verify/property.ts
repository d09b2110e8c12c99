import type { Contract } from '../contract/contract.js';
import type { Session } from './session.js';
import type { PropertyClass, Severity } from './violation.js';

/** Something that a server does if it keeps a contract. */
export interface Property {
  /** The same for every operation; what `--property` and waivers name. */
  readonly name: string;
  readonly class: PropertyClass;
  readonly severity: Severity;
  /** One sentence. */
  readonly statement: string;
  /** `documented: …` with the page's statement, or `inferred: …` with the reason. */
  readonly source: string;
  /**
   * The property is verified while nothing else is asked. Otherwise a server that answers every second request in
   * another way would show always the same side to one of several properties that take turns.
   */
  readonly alone?: boolean;
  /** Whether the contract says anything that the property is about. */
  applies(contract: Contract): boolean;
  /**
   * Asks the server, and complains to the session.
   *
   * @throws BudgetSpent where the budget ends before the property has.
   */
  run(session: Session): Promise<void>;
}
