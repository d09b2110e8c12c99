import { deepFreeze, isObject, own } from '../base/json.js';
import { buildContract } from './build.js';
import { checkContract } from './check-contract.js';
import { checkDocument } from './check-document.js';
import type { Contract } from './contract.js';
import { METHODS } from './grammar.js';
import { SpecError } from './problem.js';
import { type Node, Workspace } from './workspace.js';

/**
 * Reads every OpenAPI 3.0 or 3.1 document below a folder and makes one contract of each operation.
 *
 * Files without `paths` are pieces that the documents share through `$ref`.
 *
 * @param specs path of the folder, or of a single document
 * @returns the contracts, frozen, ordered by operation id
 * @throws SpecError with every problem of every file: unreadable or malformed YAML, an unknown or misplaced `x-` key, a
 * `$ref` that is remote or leads nowhere, an example that violates its schema, a duplicate operation id, and the like.
 */
export function loadContracts(specs: string): readonly Contract[] {
  const workspace = Workspace.read(specs);
  const contracts: Contract[] = [];
  for (const file of workspace.sources.keys()) {
    checkDocument(workspace, file);
    contracts.push(...contractsOf(workspace, file));
  }
  for (const [file, { value }] of workspace.sources) {
    const isPart = ['openapi', 'swagger', 'paths', 'components'].some((key) => own(value, key) !== undefined);
    if (!isPart && !workspace.isReferred(file)) {
      workspace.add(
        { file, pointer: '' },
        'is neither an OpenAPI document ("openapi: 3.1.0") nor referred to by one; correct it or move it out of the specs folder',
      );
    }
  }
  checkUnique(workspace, contracts);
  if (workspace.problems.length === 0) for (const contract of contracts) checkContract(workspace, contract);
  if (workspace.problems.length === 0 && contracts.length === 0) {
    workspace.add({ file: '', pointer: '' }, 'no operation is declared in any file; add one below paths', specs);
  }
  if (workspace.problems.length > 0) {
    throw new SpecError(
      workspace.problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
    );
  }
  return deepFreeze(contracts.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function contractsOf(workspace: Workspace, file: string): Contract[] {
  const value = workspace.sources.get(file)?.value;
  const version = own(value, 'openapi');
  const root: Node = { file, pointer: '', value: value ?? null };
  if (version === undefined) {
    for (const key of ['swagger', 'paths']) {
      if (own(value, key) !== undefined) {
        workspace.add(
          { file, pointer: `/${key}` },
          'is no OpenAPI 3.0 or 3.1 document; convert it and begin it with "openapi: 3.1.0"',
        );
      }
    }
    return [];
  }
  if (typeof version !== 'string' || !/^3\.[01]\.\d+/.test(version)) {
    workspace.add(
      { file, pointer: '/openapi' },
      `OpenAPI ${JSON.stringify(version)} is not supported; write 3.0.x or 3.1.x`,
    );
    return [];
  }
  const contracts: Contract[] = [];
  for (const [path, pathItem] of workspace.entries(workspace.below(root, 'paths'))) {
    if (!isObject(pathItem.value)) {
      workspace.add(pathItem, `path ${path} is not a map of HTTP methods to operations`);
      continue;
    }
    for (const method of METHODS) {
      const operation = workspace.below(pathItem, method);
      if (operation !== undefined) contracts.push(buildContract(workspace, root, path, pathItem, method, operation));
    }
  }
  return contracts;
}

function checkUnique(workspace: Workspace, contracts: readonly Contract[]): void {
  const first = new Map<string, Contract>();
  for (const contract of contracts) {
    const other = first.get(contract.id);
    if (other === undefined) first.set(contract.id, contract);
    else {
      const { file, line } = other.location;
      workspace.add(contract.location, `operationId ${contract.id} is that of ${file}:${line} too; rename one`);
    }
  }
}
