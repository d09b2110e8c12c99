import { describe, expect, test } from 'vitest';
import { type Json, type JsonObject, own } from '../../scripts/base/json.js';
import { at } from '../../scripts/base/pointer.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { pagerOf } from '../../scripts/contract/pager.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { Judge, openDecisions } from '../../scripts/judge/index.js';
import { call, itemsOf, leastRequest, type Received } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';
import { mockReading, now, records } from './mock-reading.js';

/** Requests that touch what pages leave open: each filter with values of the world, sizes, ends, odd values. */
function requestsOf(contract: Contract, items: readonly JsonObject[]): JsonObject[] {
  const least = leastRequest(contract);
  const requests: JsonObject[] = [least];
  const pager = pagerOf(contract);
  if (pager !== undefined) {
    requests.push(
      pager.request(pager.first(500), least),
      pager.request(pager.behind(records, 20) ?? pager.first(20), least),
    );
    for (let page = pager.first(40), count = 0; count < 4; count++) {
      requests.push(pager.request(page, least));
      page = pager.after(page) ?? page;
    }
  }
  for (const parameter of contract.parameters) {
    const { name, filter, schema } = parameter;
    const values = own(
      resolveSchema(own(resolveSchema(schema, contract.definitions), 'items'), contract.definitions),
      'enum',
    );
    const single = own(resolveSchema(schema, contract.definitions), 'enum');
    const list = Array.isArray(values) ? values : undefined;
    for (const listed of [list, Array.isArray(single) ? single : undefined]) {
      if (listed === undefined || typeof listed[0] !== 'string') continue;
      const wrap = (value: Json) => (listed === list ? [value] : value);
      for (const value of ['no-such-value', listed[0].toLowerCase(), listed[0]])
        requests.push({ ...least, [name]: wrap(value) });
    }
    if (filter === undefined) continue;
    const field =
      'field' in filter ? filter.field : Array.isArray(filter.fields) ? (filter.fields[0] as string) : undefined;
    for (const item of field === undefined ? [] : items.slice(0, 3)) {
      const value = at(item, field as string);
      if (value === undefined || filter.match === 'within-days' || list !== undefined) continue;
      if (typeof value !== typeof (parameter.examples[0] ?? value)) continue;
      requests.push({ ...least, [name]: filter.match === 'any-of' ? [value] : value });
      if (typeof value === 'string' && filter.match !== 'any-of')
        requests.push({ ...least, [name]: value.slice(0, -1) });
    }
    if (filter.match === 'within-days') requests.push({ ...least, [name]: 3 }, { ...least, [name]: 30 });
  }
  return requests;
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_, contract) => {
  // Each server answers all decisions at once, in readings that move on from server to server: every one is served.
  const decisions = openDecisions(contract);
  const servers = Array.from({ length: Math.max(...decisions.map(({ readings }) => readings.length)) }, (_, turn) =>
    decisions.map(
      ({ id, readings }, index) => [id, readings[(turn + index) % readings.length]?.name as string] as const,
    ),
  );
  test.each(servers.map((readings) => [readings.map((one) => one.join('=')).join(', '), readings] as const))(
    'what is served is what the judge reads: %s',
    async (_, readings) => {
      const mock = await mockReading(contract, Object.fromEntries(readings));
      const judge = new Judge(contract);
      const ask = async (request: JsonObject): Promise<Received> => {
        const received = await call(mock.url, contract, request);
        const { status, body } = received;
        judge.see({ request, status, body, time: now, contentType: received.headers.get('content-type') ?? undefined });
        return received;
      };
      const whole = await ask(leastRequest(contract));
      for (const request of requestsOf(contract, itemsOf(contract, whole.body) ?? [])) await ask(request);
      const { rules, observations } = judge.close();
      const errors = rules.flatMap(({ rule, judgements }) =>
        judgements
          .filter(({ severity }) => severity === 'error')
          .map(({ path, message, expected, actual }) => {
            return { rule: rule.id, path, message, expected, actual };
          }),
      );
      expect(errors.slice(0, 3)).toEqual([]);
      for (const [id, name] of readings) {
        const seen = observations.find(({ decision }) => decision === id);
        expect(seen?.possible, `${id}: ${seen?.evidence}`).toContain(name);
      }
    },
  );
});
