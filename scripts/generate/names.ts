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
export function namesOf<T extends { readonly id: string }>(contracts: readonly T[]): ReadonlyMap<T, OperationNames> {
  const taken = new Set<string>();
  const names = new Map<T, OperationNames>();
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

/** Words that name no type of one's own, and types of the language that generated declarations use. */
const reservedTypes = new Set(
  (
    'any bigint boolean break case catch class const continue debugger default delete do else enum export extends false ' +
    'finally for function if implements import in instanceof interface let never new null number object package private ' +
    'protected public return static string super switch symbol this throw true try type typeof undefined unknown var void ' +
    'while with yield Array Record components paths operations'
  ).split(' '),
);

/** Whether a schema's name can be that of a type. */
export function isTypeName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !reservedTypes.has(name);
}
