import type { Contract } from '../contract/contract.js';
import { decisionsPage } from './decisions.js';
import { digestOf } from './digest.js';
import { enumsModule } from './enums.js';
import type { GeneratedFile } from './generated-file.js';
import { arbitrariesModule, contractModule, indexModule, validatorsIndex } from './modules.js';
import { namesOf } from './names.js';
import { withOpenEnums } from './open-enums.js';
import type { TypesWorker } from './types-in-worker.js';
import { validatorsModule } from './validators.js';

/**
 * Everything that is generated from contracts, in the order of its paths. The same contracts give the same bytes.
 *
 * @throws Error where a schema cannot be compiled.
 */
export async function generateFiles(
  contracts: readonly Contract[],
  types: TypesWorker,
  openEnums: boolean,
): Promise<GeneratedFile[]> {
  const digests = new Map(contracts.map((contract) => [digestOf(contract), contract]));
  const names = namesOf([...digests.keys()]);
  const operations = [...names].map(([digest, one]) => ({ contract: digests.get(digest) as Contract, names: one }));
  const typesFiles = types.run(
    operations.map(({ contract, names }) => {
      const { id, definitions, request, responses, atLeastOneOf, location, summary } = openEnums
        ? withOpenEnums(contract, 'types')
        : contract;
      return { contract: { id, definitions, request, responses, atLeastOneOf, location, summary }, names };
    }),
  );
  const files = operations.flatMap(({ contract, names }) => [
    ...validatorsModule(openEnums ? withOpenEnums(contract, 'validators') : contract, names),
    ...contractModule(contract, names),
  ]);
  files.push(
    ...enumsModule([...names.keys()], openEnums),
    ...decisionsPage([...names.keys()]),
    ...arbitrariesModule(names),
    ...validatorsIndex(names),
    ...indexModule(names),
    ...(await typesFiles),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
