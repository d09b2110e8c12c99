import type { Contract } from '../contract/contract.js';
import { decisionsPage } from './decisions.js';
import { enumsModule } from './enums.js';
import type { GeneratedFile } from './generated-file.js';
import { arbitrariesModule, contractModule, indexModule, validatorsIndex } from './modules.js';
import { namesOf } from './names.js';
import type { TypesWorker } from './types-in-worker.js';
import { validatorsModule } from './validators.js';

/**
 * Everything that is generated from contracts, in the order of its paths. The same contracts give the same bytes.
 *
 * @throws Error where a schema cannot be compiled.
 */
export async function generateFiles(contracts: readonly Contract[], types: TypesWorker): Promise<GeneratedFile[]> {
  const names = namesOf(contracts);
  const typesFiles = types.run(
    [...names].map(([contract, operationNames]) => {
      const { id, definitions, request, responses, atLeastOneOf, location, summary } = contract;
      return {
        contract: { id, definitions, request, responses, atLeastOneOf, location, summary },
        names: operationNames,
      };
    }),
  );
  const files = [...names].flatMap(([contract, operationNames]) => [
    ...validatorsModule(contract, operationNames),
    ...contractModule(contract, operationNames),
  ]);
  files.push(
    ...enumsModule(contracts),
    ...decisionsPage(contracts),
    ...arbitrariesModule(names),
    ...validatorsIndex(names),
    ...indexModule(contracts, names),
    ...(await typesFiles),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
