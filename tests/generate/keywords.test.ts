import { describe, expect, test } from 'vitest';
import { applicators, assertions } from '../../scripts/contract/schema-keywords.js';
import { validatorsOf } from '../support/generated-validators.js';
import { keywordTable as table } from '../support/keyword-table.js';

describe('what each keyword of JSON Schema takes and refuses', () => {
  test('the table has every keyword that asserts, or holds schemas that do', () => {
    expect(Object.keys(table).sort()).toEqual([...assertions, ...Object.keys(applicators)].sort());
  });

  test('generated validators do the same', async () => {
    const cases = Object.entries(table).flatMap(([keyword, rows]) => rows.map((row) => [keyword, ...row] as const));
    const validators = await validatorsOf(cases.map(([, schema]) => schema));
    const wrong = cases.flatMap(([keyword, schema, takes, refuses], index) =>
      [
        ...takes
          .filter((value) => validators[index]?.(value) !== true)
          .map((value) => `refuses ${JSON.stringify(value)}`),
        ...refuses
          .filter((value) => validators[index]?.(value) !== false)
          .map((value) => `takes ${JSON.stringify(value)}`),
      ].map((what) => `${keyword}: ${JSON.stringify(schema)} ${what}`),
    );
    expect(wrong).toEqual([]);
  });
});
