import { expect, test } from 'vitest';
import { isObject, type Json } from '../../scripts/base/json.js';
import { openDecisions } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';

const contract = contractOf('ListOperationProcessDetail');

/** A schema whose numbers are no moments any more. */
function withoutUnits<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUnits) as T;
  if (!isObject(value)) return value;
  const parts = Object.entries(value).filter(([key]) => key !== 'x-unit');
  return Object.fromEntries(parts.map(([key, part]) => [key, withoutUnits(part)])) as T;
}

test.each([
  ['moments may be compared by the second', contract, true],
  ['plain numbers may not: to a second, all small ones are alike', plain(), false],
])('the ends of a range: %s', (_, given, want) => {
  const readings = openDecisions(given).flatMap((decision) => decision.readings.map(({ name }) => name));
  expect(readings.includes('by-second')).toBe(want);
  expect(readings).toContain('both-excluded');
});

function plain() {
  const responses = Object.fromEntries(
    Object.entries(contract.responses).map(([status, response]) => [
      status,
      {
        ...response,
        content: Object.fromEntries(
          Object.entries(response.content).map(([type, media]) => [
            type,
            { ...media, schema: withoutUnits(media.schema) },
          ]),
        ),
      },
    ]),
  );
  const definitions = Object.fromEntries(
    Object.entries(contract.definitions).map(([name, schema]) => [name, withoutUnits(schema as Json)]),
  );
  return { ...contract, responses, definitions } as typeof contract;
}
