import type { Contract } from '../contract/contract.js';
import type { GeneratedFile } from './generated-file.js';
import { contractModule } from './modules.js';
import type { OperationNames } from './names.js';
import { withOpenEnums } from './open-enums.js';
import type { TypesWorker } from './types-in-worker.js';
import { validatorsModule } from './validators.js';

/** One operation that is to be generated. */
export interface NamedContract {
  readonly contract: Contract;
  readonly names: OperationNames;
}

/** How many operations' types are made at a time: enough to keep both threads at work, and few enough to let go of. */
const AT_A_TIME = 25;

/**
 * The files of operations, each with the operation that it belongs to, as they are made. The types are made in another
 * thread meanwhile.
 *
 * @throws Error where a schema cannot be compiled.
 */
export async function* operationFiles(
  operations: readonly NamedContract[],
  types: TypesWorker,
  openEnums: boolean,
): AsyncGenerator<{ readonly contract: Contract; readonly file: GeneratedFile }> {
  for (let start = 0; start < operations.length; start += AT_A_TIME) {
    const some = operations.slice(start, start + AT_A_TIME);
    const declarations = types.run(
      some.map(({ contract, names }) => {
        const { id, definitions, request, responses, atLeastOneOf, location, summary } = openEnums
          ? withOpenEnums(contract, 'types')
          : contract;
        return { contract: { id, definitions, request, responses, atLeastOneOf, location, summary }, names };
      }),
    );
    // Whoever stops in between has nothing to wait for.
    declarations.catch(() => {});
    for (const { contract, names } of some) {
      const judged = openEnums ? withOpenEnums(contract, 'validators') : contract;
      for (const file of validatorsModule(judged, names)) yield { contract, file };
      for (const file of contractModule(contract, names)) yield { contract, file };
    }
    const files = await declarations;
    for (const [index, { contract }] of some.entries()) {
      const file = files[index];
      if (file !== undefined) yield { contract, file };
    }
  }
}
