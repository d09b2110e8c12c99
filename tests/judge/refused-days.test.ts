import { expect, test } from 'vitest';
import { contractOf } from '../support/mock-contracts.js';
import { outcomeOf } from './said.js';

const contract = contractOf('ListOperationLogsByVaultName');
const days = contract.parameters.find(({ filter }) => filter?.match === 'within-days')?.name ?? '';

test.each([
  [0, 0],
  [1, 1],
  [7, 1],
  [8, 0],
])(
  'a server that refuses what was changed in the last %i days is accused %i times: it has to know a week',
  (many, want) => {
    const request = { project_id: 'p', offset: 0, limit: 2 };
    const served = { request, status: 200, body: { total_num: 2, data_list: [{ host_id: 'a' }, { host_id: 'b' }] } };
    const refused = { request: { ...request, [days]: many }, status: 400, body: { error_code: 'c', error_msg: 'm' } };
    expect(outcomeOf(contract, 'valid-input', [served, refused, served]).broken).toBe(want);
  },
);
