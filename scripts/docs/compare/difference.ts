import type { Json } from '../../base/json.js';
import type { Decision } from '../../contract/contract.js';
import type { Attribute, Statement } from './statement.js';

/** One place where page and contract do not say the same. */
export interface Difference {
  /** `missing` in the contract, `surplus` in it, or `different` in both. */
  readonly kind: 'missing' | 'surplus' | 'different';
  /** The place: `/request/PageSize`. */
  readonly path: string;
  /** What is said of it; undefined where the place as a whole is missing or surplus. */
  readonly attribute: Attribute | undefined;
  readonly message: string;
  /** What the page says. */
  readonly page: Json | undefined;
  /** What the contract says. */
  readonly contract: Json | undefined;
  readonly line: number | undefined;
  readonly confidence: number;
  readonly spec: string | undefined;
}

/** The name by which decisions explain a difference: `/request/PageSize#default`. */
export function nameOf({ path, attribute }: Pick<Difference, 'path' | 'attribute'>): string {
  return attribute === undefined ? path : `${path}#${attribute}`;
}

/** What came out of a comparison. */
export interface Comparison {
  /** Differences that no decision explains. */
  readonly open: readonly Difference[];
  readonly decided: readonly { readonly difference: Difference; readonly decision: Decision }[];
  /** Explanations of differences that there are not, or not any more. */
  readonly stale: readonly { readonly decision: Decision; readonly explains: string }[];
  /** How many statements were compared, by attribute; places as a whole count as `place`. */
  readonly compared: ReadonlyMap<string, number>;
}

/** How a value is shown in a message. */
export function shown(statement: Statement | undefined): string {
  if (statement === undefined) return 'nothing';
  const text = JSON.stringify(statement.value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
