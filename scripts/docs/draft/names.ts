import { splitWords } from '../meaning/words.js';

/** A legal identifier in Pascal case from any words. */
export function pascalCase(text: string): string {
  const name = text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  return /^[A-Za-z]/.test(name) ? name : `X${name}`;
}

/** Names that stand for no two things. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  /** The name itself, or with a number behind it where it is taken. Upper and lower case are the same here. */
  of(name: string): string {
    let free = name;
    for (let number = 2; this.#taken.has(free.toLowerCase()); number++) free = `${name}${number}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }
}

/** Whether two names are the same but for their spelling, and for a plural: `TaskIds` and `task_id`. */
export function sameName(one: string, other: string): boolean {
  return splitWords(one.replaceAll('_', ' ')).join(' ') === splitWords(other.replaceAll('_', ' ')).join(' ');
}

/** An id as decisions have it: `page-size`. */
export function kebabCase(text: string): string {
  const id = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return id === '' ? 'x' : id;
}
