import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Contract } from '../contract/contract.js';
import { protocolOf } from '../wire/index.js';
import type { Check, Operation, Violation } from './operation.js';

/** Where this package keeps its generated modules, seen from the built file and from the source file alike. */
const generated = fileURLToPath(new URL('../../generated', import.meta.url));

/** A validator as the generator writes it. */
interface Validator {
  (data: unknown): boolean;
  readonly errors: readonly Violation[] | null;
}

/**
 * The operations of this package, from its generated modules: neither YAML is read nor a schema compiled, which are
 * most of what starting takes otherwise.
 *
 * @param folder default: the package's own
 * @returns undefined where the folder has no generated operations.
 */
export async function packagedOperations(folder: string = generated): Promise<Operation[] | undefined> {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'contract.js')))
    .map((entry) => entry.name);
  const operations = await Promise.all(names.map((name) => importOperation(join(folder, name))));
  const found = operations.filter((operation) => operation !== undefined);
  if (found.length === 0 || found.length < names.length) return undefined;
  return found.sort((a, b) => (a.contract.id < b.contract.id ? -1 : 1));
}

async function importOperation(folder: string): Promise<Operation | undefined> {
  const [contractModule, validatorModule] = (await Promise.all(
    ['contract.js', 'validators.js'].map((file) => import(pathToFileURL(join(folder, file)).href)),
  )) as [Record<string, unknown>, Record<string, unknown>];
  const contract = Object.values(contractModule).find(isContract);
  const request = exportNamed(validatorModule, /^validate.+Request$/);
  const response = exportNamed(validatorModule, /^validate.+Response$/);
  if (contract === undefined || request === undefined || response === undefined) return undefined;
  return { contract, protocol: protocolOf(contract), checkRequest: checkOf(request), checkResponse: checkOf(response) };
}

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'id' in value && 'request' in value && 'responses' in value;
}

function exportNamed(module: Record<string, unknown>, name: RegExp): Validator | undefined {
  const found = Object.entries(module).find(([key, value]) => name.test(key) && typeof value === 'function');
  return found?.[1] as Validator | undefined;
}

function checkOf(validate: Validator): Check {
  return (value) => (validate(value) ? undefined : (validate.errors ?? []));
}
