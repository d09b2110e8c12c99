import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { put, select } from '../../scripts/base/pointer.js';
import { identifier } from '../../scripts/judge/identity.js';
import { makeItems } from '../../scripts/mock/dataset/items.js';
import { brokenByPage } from '../support/broken-rules.js';
import { contracts } from '../support/mock-contracts.js';

const now = Date.parse('2026-03-01T00:00:00Z');

test('20,000 records are told apart, lie in the past, and keep the rules', () => {
  for (const contract of contracts) {
    const { pagination } = contract;
    if (pagination === undefined) continue;
    const items = makeItems(contract, pagination.response.items, pagination.identity, {
      seed: 1,
      records: 20_000,
      now,
    });
    const identify = identifier(pagination.identity);
    const identities = new Set(items.map((item) => identify(item)));
    expect(identities.size).toBe(20_000);
    const sample = items.filter((_, index) => index % 997 === 0);
    const response: JsonObject = {};
    put(response, pagination.response.items, sample);
    expect(brokenByPage(contract, { response }).filter((id) => !id.startsWith('page-'))).toEqual([]);
    for (const time of ['CreateTime', 'EndTime', 'GmtCreateMillis', 'RemoveTime', 'started_at', 'DealTime']) {
      for (const { value } of select(sample, `/*/${time}`)) {
        const moment = typeof value === 'number' ? value : Date.parse(String(value));
        expect(moment).toBeLessThan(now);
        expect(moment).toBeGreaterThan(now - 62 * 86_400_000);
      }
    }
  }
});
