import { expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/contract/load.js';
import { knownValues } from '../../scripts/verify/questions/known-values.js';
import { protocolOf } from '../../scripts/wire/index.js';

const contracts = loadContracts('specs');

// 2^53 + 1 is the first integer that a number cannot hold.
test.each([
  ['DescribeSecurityEventOperationStatus', 'TaskId', '9007199254740993'],
  ['ListOperationProcessDetail', 'StartTime', '18446744073709551615'],
  ['ListOperationProcessDetail', 'StatusCodes', '-9007199254740993'],
  ['ListOperationTask', 'Statuses', '9007199254740993'],
  ['ListOperationLogsByVaultName', 'offset', '9007199254740993'],
])('--value %s.%s=%s travels exactly', (id, name, text) => {
  const contract = contracts.find((one) => one.id === id);
  if (contract === undefined) throw new Error(id);
  const [value] = knownValues(contract, { [name]: [text] }, 1).of(name);
  const sent = protocolOf(contract).encode(contract, { [name]: value as Json });
  expect(decodeURIComponent(sent.target)).toMatch(new RegExp(`[?&]${name}(?:\\.1)?=${text}(?:&|$)`));
});

test('an integer that a number holds is one', () => {
  const contract = contracts.find(({ id }) => id === 'ListOperationProcessDetail');
  if (contract === undefined) throw new Error('no contract');
  expect(knownValues(contract, { StartTime: ['1731469330000'] }, 1).of('StartTime')).toEqual([1731469330000]);
});
