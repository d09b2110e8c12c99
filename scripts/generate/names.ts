import type { Contract } from '../contract/contract.js';

/** The names of one operation in generated code. */
export interface OperationNames {
  /** A legal identifier that begins the operation's types and functions: `<stem>Request`, `validate<stem>Request`. */
  readonly stem: string;
  /** Folder of the operation's modules, below the output folder. */
  readonly folder: string;
}

/** File systems take 255 bytes for a name. */
const MAX_LENGTH = 200;

/**
 * Names for every operation: those of the specs where they are legal identifiers, others made from them.
 *
 * No two are alike, nor differ by case only: some file systems do not tell these apart.
 */
export function namesOf(contracts: readonly Contract[]): ReadonlyMap<Contract, OperationNames> {
  const taken = new Set<string>();
  const names = new Map<Contract, OperationNames>();
  for (const contract of contracts) {
    const words = contract.id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') || 'Operation';
    const base = name.slice(0, MAX_LENGTH);
    const stem = unused(/^\d/.test(base) ? `Operation${base}` : base, taken);
    names.set(contract, { stem, folder: stem });
  }
  return names;
}

/** The name, or the name with the first number that makes it new. Remembers it as taken. */
export function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}${number}`;
  taken.add(free.toLowerCase());
  return free;
}
