import { isObject, type Json } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Contract, Decision } from '../../contract/contract.js';
import { parseSource } from '../../load/source.js';

/** A key that `docs draft` proposed and nobody has confirmed. */
export interface Proposal {
  readonly key: string;
  readonly reason: string;
  /** JSON pointer of the object that has the key. */
  readonly pointer: string;
  readonly line: number;
}

/** What is left to do before a contract is curated. */
export interface OpenWork {
  readonly proposals: readonly Proposal[];
  readonly decisions: readonly Decision[];
  /** Decisions whose readings a run of `verify` can tell apart. */
  readonly settleable: readonly Decision[];
}

/**
 * What is left to do on a contract.
 *
 * @param text of the spec file
 */
export function openWork(contract: Contract, text: string): OpenWork {
  const parsed = parseSource(contract.location.file, text);
  const proposals: Proposal[] = [];
  if ('source' in parsed) {
    const { source } = parsed;
    const visit = (value: Json, pointer: string) => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, below] of Object.entries(value)) {
        const here = pointer + formatPointer([key]);
        if (key === 'x-proposed' && isObject(below)) {
          for (const [name, reason] of Object.entries(below)) {
            proposals.push({
              key: name,
              reason: String(reason),
              pointer,
              line: source.lineOf(here + formatPointer([name])),
            });
          }
        } else if (key !== 'value' && key !== 'example') visit(below, here);
      }
    };
    visit(source.value, '');
  }
  const decisions = contract.decisions.filter((decision) => decision.open === true);
  return { proposals, decisions, settleable: contract.decisions.filter((decision) => decision.readings.length > 1) };
}
