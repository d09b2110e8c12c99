import type { Behaviour, Reading, ValueBehaviour } from '../../contract/contract.js';

/** Something about which a page is silent, be it of the operation or of one of its parameters. */
export interface Silent {
  /** Names the question, whichever parameter it is about. */
  readonly family: string;
  readonly question: string;
  /** The readings; the first is what the contract means where nothing else is chosen. */
  readonly readings: readonly Reading[];
  /** Undefined where it is about the operation. */
  readonly parameter?: string;
  /** The behaviour that a decision of the spec can record. */
  readonly aspect?: keyof Behaviour | keyof ValueBehaviour;
  /** The key of the parameter's filter that the readings patch: where readings of the spec do, these are more of them. */
  readonly key?: string;
  /** The readings stand beside those of the spec: both can be so. */
  readonly isApart?: boolean;
}
