import type { Contract } from '../contract/contract.js';

/** Where a path leads: the operations by method (upper case), and the texts of its path parameters. */
export interface PathMatch {
  readonly operations: ReadonlyMap<string, Contract>;
  /** As they travel, percent-encoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A place in the tree of path segments. */
interface Branch {
  readonly literal: Map<string, Branch>;
  /** Segments with a parameter, such as `{id}` or `{id}.json`, in the order of the contracts. */
  readonly templates: {
    readonly pattern: RegExp;
    readonly source: string;
    readonly names: string[];
    readonly branch: Branch;
  }[];
  readonly operations: Map<string, Contract>;
}

/**
 * Finds operations by path, as OpenAPI's path templates say ("Path Templating": literal segments win over templates).
 *
 * A tree of segments, so that a request costs the same with five operations and with thousands; trying a list of
 * regular expressions one after another is what slows other mocks down.
 */
export class PathRouter {
  readonly #root = newBranch();

  /** @param contracts of two with the same path and method, the first answers. */
  constructor(contracts: readonly Contract[]) {
    // What is below a server's path is found there, and without it: whoever knows the mock by its root may leave it out.
    const bases = contracts.map(basesOf);
    for (const [index, contract] of contracts.entries()) {
      for (const base of bases[index] as readonly string[]) if (base !== '') this.#add(base + contract.path, contract);
    }
    for (const contract of contracts) this.#add(contract.path, contract);
  }

  #add(path: string, contract: Contract): void {
    let here = this.#root;
    for (const segment of path.split('/').slice(1)) here = descend(here, segment);
    for (const method of contract.wire?.methods ?? [contract.method.toUpperCase()]) {
      if (!here.operations.has(method)) here.operations.set(method, contract);
    }
  }

  /** @param path percent-encoded, without query. */
  match(path: string): PathMatch | undefined {
    const found: [string, string][] = [];
    const branch = find(this.#root, path.split('/'), 1, found);
    if (branch === undefined) return undefined;
    return { operations: branch.operations, parameters: new Map(found) };
  }
}

/** Paths that are tried of one operation's servers: each variable multiplies them. */
const maxBases = 20;

/**
 * The paths of an operation's servers (OpenAPI 3.1, "Server Object"), without a slash at their end; `''` is the root.
 *
 * Variables stand for each of the values that they list, or for their default.
 */
export function basesOf({ servers = [] }: Pick<Contract, 'servers'>): readonly string[] {
  const bases = new Set<string>();
  for (const { url, variables } of servers) {
    let urls = [url];
    for (const [name, { default: usual, enum: values = [] }] of Object.entries(variables)) {
      urls = urls.flatMap((one) =>
        one.includes(`{${name}}`) ? [usual, ...values].map((value) => one.replaceAll(`{${name}}`, () => value)) : [one],
      );
      urls = urls.slice(0, maxBases);
    }
    for (const one of urls) {
      const path = one.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
      bases.add(`/${path}`.replace(/^\/+/, '/').replace(/\/+$/, ''));
    }
  }
  return [...bases].slice(0, maxBases);
}

function newBranch(): Branch {
  return { literal: new Map(), templates: [], operations: new Map() };
}

function descend(branch: Branch, segment: string): Branch {
  if (!segment.includes('{')) {
    let next = branch.literal.get(segment);
    if (next === undefined) {
      next = newBranch();
      branch.literal.set(segment, next);
    }
    return next;
  }
  const names: string[] = [];
  const source = segment
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '(.+?)';
    })
    .join('');
  const key = `${source} ${names.join(' ')}`;
  const known = branch.templates.find((template) => template.source === key);
  if (known !== undefined) return known.branch;
  const created = newBranch();
  branch.templates.push({ pattern: new RegExp(`^${source}$`, 's'), source: key, names, branch: created });
  return created;
}

function find(
  branch: Branch,
  segments: readonly string[],
  index: number,
  found: [string, string][],
): Branch | undefined {
  const segment = segments[index];
  if (segment === undefined) return branch.operations.size > 0 ? branch : undefined;
  const literal = branch.literal.get(segment);
  if (literal !== undefined) {
    const here = find(literal, segments, index + 1, found);
    if (here !== undefined) return here;
  }
  for (const { pattern, names, branch: next } of branch.templates) {
    const match = pattern.exec(segment);
    if (match === null) continue;
    const before = found.length;
    for (const [place, name] of names.entries()) found.push([name, match[place + 1] ?? '']);
    const here = find(next, segments, index + 1, found);
    if (here !== undefined) return here;
    found.length = before;
  }
  return undefined;
}
