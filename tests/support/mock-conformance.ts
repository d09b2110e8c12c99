import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { own } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import { errorBodies, successBody, successResponse } from '../../scripts/contract/responses.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { identifier } from '../../scripts/judge/index.js';
import { type Mock, type MockOptions, startMock } from '../../scripts/mock/index.js';
import { protocolOf } from '../../scripts/wire/index.js';
import { call, itemsOf, leastRequest, totalOf, walk } from './mock-client.js';
import { contractOf, contracts, specs } from './mock-contracts.js';

/** What an engine is not made for, each with the reason. */
export interface Skips {
  readonly pages?: string;
  readonly refusesUnknownEntities?: string;
  readonly dynamic?: string;
}

/** The suite that every engine of the mock passes. */
export function conformance(name: string, options: MockOptions, skips: Skips): void {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ specs, validateResponses: true, ...options });
  }, 30_000);
  afterAll(() => mock.close());

  const testUnless = (reason: string | undefined, title: string, run: () => Promise<void>) =>
    reason === undefined ? test(title, run) : test.skip(`${title} (${reason})`, run);

  describe(`${name}: every operation`, () => {
    test.each(contracts)('$id answers alike in every variant of its protocol, as its schema says', async (contract) => {
      const validate = new RuntimeValidators(contract).of(successResponse(contract));
      const bodies: Json[] = [];
      for (const variant of protocolOf(contract).variants(contract)) {
        const { status, body, headers } = await call(mock.url, contract, leastRequest(contract), { variant });
        expect({ variant, status, valid: validate(body) }).toEqual({ variant, status: 200, valid: true });
        expect(headers.get('content-type')).toMatch(/^application\/json/);
        expect(headers.get(protocolOf(contract).requestId.header)).toMatch(/^[0-9A-F-]{36}$/);
        bodies.push({ ...(body as object), RequestId: '' });
      }
      for (const body of bodies) expect(body).toEqual(bodies[0]);
    });

    test.for(contracts)('$id refuses each bad value with the documented error', async (contract, { skip }) => {
      const errors = errorBodies(contract).flatMap(({ status, examples }) =>
        Object.values(examples).map((example) => ({ status, ...example })),
      );
      const wanted = errors.find(({ raisedWhen }) => raisedWhen.includes('invalid-parameter'));
      const integers = contract.parameters.filter(({ schema }) =>
        JSON.stringify(resolveSchema(schema, contract.definitions)).includes('"integer"'),
      );
      skip(integers.length === 0, 'it has no number that could be a text');
      for (const { name } of integers) {
        const { status, body } = await call(mock.url, contract, { ...leastRequest(contract), [name]: 'x' });
        expect({ name, status, code: codeOf(body) }).toEqual({
          name,
          status: wanted?.status,
          code: codeOf(wanted?.value),
        });
      }
    });

    test.each(contracts)('$id: Prefer chooses a declared status or example', async (contract) => {
      for (const { status, examples } of errorBodies(contract)) {
        const first = Object.values(examples)[0]?.value;
        const headers = { prefer: `code=${status}` };
        expect(await call(mock.url, contract, leastRequest(contract), { headers })).toMatchObject({
          status,
          body: first,
        });
      }
      for (const [example, { value }] of Object.entries(successBody(contract).examples)) {
        const headers = { prefer: `example=${example}` };
        const answer = await call(mock.url, contract, leastRequest(contract), { headers });
        expect(answer).toMatchObject({ status: 200, body: value });
      }
      for (const prefer of ['code=418', 'example=no-such-example']) {
        const answer = await call(mock.url, contract, leastRequest(contract), { headers: { prefer } });
        expect(answer.status).toBe(404);
        expect(codeOf(answer.body)).toBeTypeOf('string');
      }
    });
  });

  test(`${name}: an unknown operation gets its vendor's error`, async () => {
    const rpc = await fetch(`${mock.url}/?Action=NoSuchAction&Version=2018-12-03`);
    expect([rpc.status, codeOf((await rpc.json()) as Json)]).toEqual([404, 'InvalidAction.NotFound']);
    const rest = await fetch(`${mock.url}/v5/p/no/such/path`, { headers: { 'x-auth-token': 't' } });
    expect([rest.status, codeOf((await rest.json()) as Json)]).toEqual([404, 'APIGW.0101']);
  });

  test(`${name}: an unknown parameter is ignored, and named in a header`, async () => {
    const target = '/?Action=ListOperationTask&Version=2018-12-03&pagesize=3';
    const response = await fetch(mock.url + target);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-mock-ignored')).toBe('pagesize (did you mean PageSize?)');
  });

  testUnless(skips.refusesUnknownEntities, `${name}: an unknown entity is reported as documented`, async () => {
    const contract = contractOf('DescribeSecurityEventOperationStatus');
    const { status, body } = await call(mock.url, contract, { TaskId: 999_999_999 });
    expect([status, codeOf(body)]).toEqual([400, 'OperationTaskNotExists']);
  });

  for (const contract of contracts.filter(({ pagination }) => pagination !== undefined)) {
    testUnless(skips.pages, `${name}: the pages of ${contract.id} are a partition`, async () => {
      const pages = await walk(mock.url, contract, {}, 7);
      const identities = pages.flatMap((page) =>
        itemsOf(contract, page).map((item) => identifier(contract.pagination?.identity ?? [])(item)),
      );
      const totals = new Set(pages.map((page) => totalOf(contract, page)));
      expect(new Set(identities).size).toBe(identities.length);
      expect([...totals]).toEqual([identities.length]);
    });
  }

  testUnless(skips.dynamic, `${name}: Prefer: dynamic=true draws a body`, async () => {
    const contract = contractOf('ListOperationTask');
    const bodies = await Promise.all(
      [1, 2, 3].map(() => call(mock.url, contract, {}, { headers: { prefer: 'dynamic=true' } })),
    );
    expect(new Set(bodies.map(({ body }) => JSON.stringify(body))).size).toBeGreaterThan(1);
  });
}

/** The code in a vendor's error body. */
export function codeOf(body: Json | undefined): Json | undefined {
  return own(body, 'Code') ?? own(body, 'error_code');
}
