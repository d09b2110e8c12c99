import { expect, test } from 'vitest';
import { loadContracts } from '../../scripts/load/load.js';
import { contractsFor } from '../../scripts/packaged-contracts.js';

// What ships prebuilt is what the specs say, the lines of the specs included: reports name them.
test('the contracts of the package are those of its specs', async () => {
  expect(await contractsFor(undefined)).toEqual(loadContracts('specs'));
});
