import type { Contract } from '../contract/contract.js';
import { contentHash } from './generated-file.js';

/** What the modules about all operations say of one. Small, so that it can be kept where the contract is let go. */
export interface Digest extends Pick<Contract, 'id' | 'summary' | 'provenance' | 'enums' | 'decisions'> {
  /** Hash of each named schema. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** The digest of a contract. */
export function digestOf({ id, summary, provenance, enums, decisions, definitions }: Contract): Digest {
  const hashes = Object.entries(definitions).map(([name, schema]) => [name, contentHash(JSON.stringify(schema))]);
  return {
    id,
    summary,
    ...(provenance === undefined ? {} : { provenance }),
    enums,
    decisions,
    schemas: Object.fromEntries(hashes),
  };
}
