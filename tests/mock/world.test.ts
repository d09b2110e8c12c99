import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { at } from '../../scripts/base/pointer.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import { successBody, successResponse } from '../../scripts/contract/responses.js';
import { schemaAt } from '../../scripts/contract/schema-at.js';
import { DatasetEngine } from '../../scripts/mock/dataset/dataset-engine.js';
import { makeItems } from '../../scripts/mock/dataset/items.js';
import { fromBytes } from '../../scripts/mock/engine.js';
import { loadedOperations } from '../../scripts/mock/loaded-operations.js';
import { brokenByPage } from '../support/broken-rules.js';
import { itemsOf, leastRequest, totalOf } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';

const now = Date.parse('2026-03-01T00:00:00Z');
const operations = loadedOperations(contracts);

/** Answers without a server. */
function world(seed: number, records: number) {
  const engine = new DatasetEngine({ seed, records, now }, () => now);
  return async (operation: (typeof operations)[0], request: JsonObject): Promise<Json> => {
    const answer = await engine.answer(operation, request, 'R', undefined);
    if ('refusal' in answer) throw new Error(answer.refusal.detail);
    const text = typeof answer.text === 'string' ? answer.text : [...answer.text].join('');
    return JSON.parse(answer.encoding === 'latin1' ? fromBytes(text) : text) as Json;
  };
}

/** The request for the whole world: without filters, though an operation may not do without one. */
function everything(contract: (typeof contracts)[0]): JsonObject {
  const size = contract.pagination?.request.size;
  const request = { ...leastRequest(contract), ...(size === undefined ? {} : { [size]: 100_000 }) };
  for (const { name, filter } of contract.parameters) if (filter !== undefined) delete request[name];
  return request;
}

describe('random worlds', () => {
  test.each(operations)('$contract.id keeps its schema and every rule', async (operation) => {
    const { contract } = operation;
    const validate = new RuntimeValidators(contract).of(successResponse(contract));
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 80 }), async (seed, records) => {
        const request = everything(contract);
        const response = await world(seed, records)(operation, request);
        validate(response);
        expect(validate.errors ?? []).toEqual([]);
        expect(brokenByPage(contract, { request, response })).toEqual([]);
        if (contract.pagination !== undefined) expect(totalOf(contract, response)).toBe(records);
      }),
      { numRuns: 6 },
    );
  });

  test.each(operations)('$contract.id is the same for the same seed, and another for another', async (operation) => {
    const request = everything(operation.contract);
    expect(await world(5, 40)(operation, request)).toEqual(await world(5, 40)(operation, request));
    expect(await world(5, 40)(operation, request)).not.toEqual(await world(6, 40)(operation, request));
  });
});

test.each(contracts)('every listed value of $id occurs', (contract) => {
  const list = contract.pagination?.response.items ?? contract.lookup?.items ?? '';
  const identity = contract.pagination?.identity ?? contract.lookup?.identity ?? [];
  const items = makeItems(contract, list, identity, { seed: 3, records: 149, now });
  const schema = schemaAt(successBody(contract).schema, contract.definitions, `${list}/*`);
  for (const name of Object.keys(schema?.properties ?? {})) {
    const values = schemaAt(schema, contract.definitions, `/${name}`)?.enum as Json[] | undefined;
    if (values === undefined) continue;
    const found = new Set(items.map((item) => at(item, `/${name}`)));
    expect({ name, missing: values.filter((value) => !found.has(value)) }).toEqual({ name, missing: [] });
  }
});

test('every status of a task occurs among the entities, with events that agree', async () => {
  const operation = operations.find(({ contract }) => contract.lookup !== undefined);
  if (operation === undefined) throw new Error('no lookup');
  const ask = world(1, 149);
  const statuses = new Set<Json | undefined>();
  for (let task = 12121; task < 12121 + 40; task++) {
    const body = await ask(operation, { TaskId: task });
    statuses.add(at(body, '/SecurityEventOperationStatusResponse/TaskStatus'));
    expect(brokenByPage(operation.contract, { response: body })).toEqual([]);
  }
  expect(statuses).toEqual(new Set(['Processing', 'Success', 'Failure', 'Pending']));
});

test('no records are an empty world', async () => {
  for (const operation of operations.filter(({ contract }) => contract.pagination !== undefined)) {
    const body = await world(1, 0)(operation, leastRequest(operation.contract));
    expect(itemsOf(operation.contract, body)).toEqual([]);
    expect(totalOf(operation.contract, body)).toBe(0);
  }
});
