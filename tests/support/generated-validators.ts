import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { namesOf } from '../../scripts/generate/names.js';
import { validatorsModule } from '../../scripts/generate/validators.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from './specs-with.js';
import { temporaryFolder } from './temporary-folder.js';

/** One violation, as generated validators report it. */
export interface GeneratedError {
  readonly path: string;
  readonly keyword: string;
  readonly expected: Json;
  readonly actual: unknown;
  readonly spec: string;
  readonly inferred?: string;
  readonly message: string;
}

/** A generated validator. */
export interface GeneratedValidator {
  (value: unknown): boolean;
  readonly errors: readonly GeneratedError[] | null;
}

/** An OpenAPI 3.1 document with one operation for each schema, which is that of its response: `op0`, `op1`, … */
export function documentOf(schemas: readonly Json[], components: JsonObject = {}): string {
  const paths = schemas.map((schema, index) => [
    `/${index}`,
    {
      get: {
        operationId: `op${index}`,
        responses: { 200: { description: 'The answer.', content: { 'application/json': { schema } } } },
      },
    },
  ]);
  // Not by JSON.stringify's own hand: a key __proto__ has to arrive in the file.
  const document = { openapi: '3.1.0', info: { title: 'Schemas', version: '1' }, paths: Object.fromEntries(paths) };
  return JSON.stringify({ ...document, components: { schemas: components } });
}

/**
 * The generated validators of schemas, in their order: each is that of a response. Made without all else that is
 * generated, of which types take most of the time.
 */
export async function validatorsOf(
  schemas: readonly Json[],
  components: JsonObject = {},
): Promise<GeneratedValidator[]> {
  const contracts = loadContracts(folderOf({ 'spec.json': documentOf(schemas, components) }));
  const out = temporaryFolder();
  const byId = new Map<string, GeneratedValidator>();
  for (const [contract, names] of namesOf(contracts)) {
    const [code] = validatorsModule(contract, names);
    const file = path.join(out, `${names.stem}.mjs`);
    writeFileSync(file, code?.text ?? '');
    const module = await import(pathToFileURL(file).href);
    byId.set(contract.id, module[`validate${names.stem}Response`]);
  }
  return schemas.map((_, index) => byId.get(`op${index}`) as GeneratedValidator);
}
