import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraries } from '../../../generated/arbitraries.js';
import { validateListOperationTaskRequest, validateListOperationTaskResponse } from '../../../generated/index.js';
import { clone, isObject } from '../../../scripts/base/json.js';
import { loadContracts } from '../../../scripts/load/load.js';
import { mutated } from '../../support/mutated.js';
import { specsWith } from '../../support/specs-with.js';

test('an arbitrary that draws an undocumented status is caught', () => {
  const faulty = arbitraries.ListOperationTask.response().map((response) => ({
    ...response,
    OperationTasks: [{ TaskId: 'a', Status: 'REPAIRED' }],
  }));
  const result = fc.check(fc.property(faulty, (response) => validateListOperationTaskResponse(response)));
  expect(result.failed).toBe(true);
});

test('a validator that forgot a rule is caught', () => {
  const forgetful = (request: unknown) => isObject(request as never);
  const outcome = fc.check(
    fc.property(
      fc.integer({ max: 0 }),
      (size) => forgetful({ PageSize: size }) === validateListOperationTaskRequest({ PageSize: size }),
    ),
  );
  expect(outcome.failed).toBe(true);
});

test('an error example without its code is refused by the loader', () => {
  const specs = specsWith('huawei-cloud/common.yaml', (text) => text.replace(/^ +error_code: .*\n/m, ''));
  expect(() => loadContracts(specs, { strict: true })).toThrow(/violates its schema|error_code/);
});

test('a mutation leaves the original alone', () => {
  const original = { a: [1, 2], b: { c: 'd' } };
  const before = clone(original);
  fc.assert(
    fc.property(mutated(original, ['a']), () => {
      expect(original).toEqual(before);
    }),
  );
});
