import { deepFreeze, isObject, own } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { buildContract } from './build.js';
import { checkContract } from './check-contract.js';
import { checkDocument } from './check-document.js';
import { concluded, type LoadOptions } from './concluded.js';
import { isField, METHODS } from './grammar.js';
import type { Node } from './place.js';
import type { Problem } from './problem.js';
import { Workspace } from './workspace.js';

export type { LoadOptions } from './concluded.js';

/** What a folder of specs holds. */
export interface LoadedSpecs {
  /** Frozen, ordered by operation id. */
  readonly contracts: readonly Contract[];
  /** Warnings, in the order of files and lines: what is wrong, and what was left out for it. */
  readonly problems: readonly Problem[];
}

/** How often an operation is read again without what was found to be wrong with it; then it is left out as a whole. */
const MOST_ROUNDS = 20;

/**
 * Reads every OpenAPI 3.0 or 3.1 document below a folder and makes one contract of each operation.
 *
 * Files without `paths` are pieces that the documents share through `$ref`. A wrong example, an operation without a
 * successful response, an unknown `x-` key, a pattern that is none and the like are left out, with a warning.
 *
 * @param specs path of the folder, or of a single document
 * @throws SpecError with every problem of every file, where one of them is an error: unreadable or malformed YAML, a
 * `$ref` that is remote or leads nowhere, nothing that could be used; if strict, any.
 */
export function loadSpecs(specs: string, options: LoadOptions = {}): LoadedSpecs {
  const { contracts, problems } = loadFiles(specs);
  return { contracts, problems: concluded(specs, problems, contracts.length, options) };
}

/** What some files of a folder of specs hold. */
export interface LoadedFiles {
  /** Frozen, ordered by operation id. */
  readonly contracts: readonly Contract[];
  /** As they were found; {@link concluded} says what they come to. */
  readonly problems: readonly Problem[];
  /** Of each file, those that it refers to, directly or not, and itself. */
  readonly reached: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of files that are no part of an OpenAPI document, what is wrong with them unless one refers to them. */
  readonly strays: ReadonlyMap<string, Problem>;
}

/**
 * Reads some files of a folder of specs, and what they refer to.
 *
 * @param only paths below the folder; then stray files are no problem, since others may refer to them. Default: all files.
 */
export function loadFiles(specs: string, only?: readonly string[]): LoadedFiles {
  const workspace = Workspace.read(specs, only);
  const files = [...workspace.sources.keys()];
  for (const file of files) checkDocument(workspace, file);
  workspace.whenRead = (file) => checkDocument(workspace, file);
  const reached = new Map<string, ReadonlySet<string>>();
  const contracts = files.flatMap((file) => {
    workspace.reached = new Set([file]);
    reached.set(file, workspace.reached);
    return contractsOf(workspace, file);
  });
  const unique = withoutDuplicates(workspace, contracts);
  const strays = new Map(
    files.filter((file) => isStray(workspace, file)).map((file) => [file, strayProblem(workspace, file)]),
  );
  const problems = workspace.problems;
  if (only === undefined) problems.push(...strays.values());
  workspace.noteBroken();
  return { contracts: deepFreeze(unique.sort((a, b) => (a.id < b.id ? -1 : 1))), problems, reached, strays };
}

/**
 * {@link loadSpecs} for those who have no use for warnings.
 *
 * @returns the contracts, frozen, ordered by operation id
 * @throws SpecError with every problem of every file, where one of them is an error.
 */
export function loadContracts(specs: string, options: LoadOptions = {}): readonly Contract[] {
  return loadSpecs(specs, options).contracts;
}

function contractsOf(workspace: Workspace, file: string): Contract[] {
  const value = workspace.sources.get(file)?.value;
  const version = own(value, 'openapi');
  const root: Node = { file, pointer: '', value: value ?? null };
  if (version === undefined) {
    for (const key of ['swagger', 'paths']) {
      if (own(value, key) !== undefined) {
        const message = 'is no OpenAPI 3.0 or 3.1 document; convert it and begin it with "openapi: 3.1.0"';
        workspace.warn({ file, pointer: `/${key}` }, message, `file ${file}`);
      }
    }
    return [];
  }
  if (typeof version !== 'string' || !/^3\.[01]\.\d+/.test(version)) {
    const message = `OpenAPI ${JSON.stringify(version)} is not supported; write 3.0.x or 3.1.x`;
    workspace.warn({ file, pointer: '/openapi' }, message, `file ${file}`);
    return [];
  }
  if (own(value, 'webhooks') !== undefined) {
    workspace.warn({ file, pointer: '/webhooks' }, 'what a server sends by itself is not judged', 'webhooks');
  }
  const contracts: Contract[] = [];
  for (const [route, pathItem] of workspace.entries(workspace.below(root, 'paths'), isField)) {
    if (!isObject(pathItem.value)) {
      workspace.warn(pathItem, `path ${route} is not a map of HTTP methods to operations`, `path ${route}`);
      continue;
    }
    for (const method of METHODS) {
      const operation = workspace.below(pathItem, method);
      const contract = operation && soundContract(workspace, root, route, pathItem, method, operation);
      if (contract !== undefined) contracts.push(contract);
    }
  }
  return contracts;
}

/**
 * The contract of an operation without what is wrong with it: it is made again until nothing more has to be left out.
 *
 * @returns undefined, with problems noted, where the operation cannot be used at all.
 */
function soundContract(
  workspace: Workspace,
  document: Node,
  route: string,
  pathItem: Node,
  method: string,
  operation: Node,
): Contract | undefined {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { errors, spoiled } = workspace;
    const built = buildContract(workspace, document, route, pathItem, method, operation);
    // What follows from an error would only be noise.
    if (workspace.errors > errors || workspace.isSpoiled(operation)) return undefined;
    checkContract(workspace, built);
    if (workspace.isSpoiled(operation)) return undefined;
    if (workspace.spoiled === spoiled) return built.contract;
  }
  const name = `${method.toUpperCase()} ${route}`;
  workspace.warn(operation, 'has more problems than are worth going on with; mend those first', `operation ${name}`);
  return undefined;
}

function withoutDuplicates(workspace: Workspace, contracts: readonly Contract[]): Contract[] {
  const first = new Map<string, Contract>();
  for (const contract of contracts) {
    const other = first.get(contract.id);
    if (other === undefined) first.set(contract.id, contract);
    else {
      const { file, line } = other.location;
      const message = `operationId ${contract.id} is that of ${file}:${line} too; rename one`;
      workspace.warn(contract.location, message, `operation ${contract.method.toUpperCase()} ${contract.path}`);
    }
  }
  return [...first.values()];
}

/** Whether a file is neither an OpenAPI document nor a part of one that anything refers to. */
function isStray(workspace: Workspace, file: string): boolean {
  const value = workspace.sources.get(file)?.value;
  const isPart = ['openapi', 'swagger', 'paths', 'components'].some((key) => own(value, key) !== undefined);
  return !isPart && !workspace.isReferred(file) && workspace.isOwn(file);
}

function strayProblem(workspace: Workspace, file: string): Problem {
  const message =
    'is neither an OpenAPI document ("openapi: 3.1.0") nor referred to by one; correct it or move it out of the specs folder';
  const source = workspace.sources.get(file);
  return {
    level: 'warning',
    file: source?.file ?? file,
    line: source?.lineOf('') ?? 0,
    pointer: '',
    message,
    leftOut: `file ${file}`,
  };
}
