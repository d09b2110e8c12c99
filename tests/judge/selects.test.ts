import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import type { Filter } from '../../scripts/contract/contract.js';
import { selects } from '../../scripts/judge/index.js';

describe('selects', () => {
  const now = Date.parse('2026-01-10T00:00:00Z');
  const from: Filter = { match: 'from', field: '/t' };
  const until: Filter = { match: 'until', field: '/t' };
  const days: Filter = { match: 'within-days', field: '/t' };
  const search: Filter = { match: 'substring', fields: ['/a', '/b'], inferred: 'so' };
  const objects: Filter = { match: 'any-object', fields: { X: '/x', Y: '/y' } };
  const table: [Filter, Json, Json, boolean | undefined][] = [
    [{ match: 'equals', field: '/s' }, '11', { s: 11 }, true],
    [{ match: 'equals', field: '/s' }, 0, { s: 0 }, true],
    [{ match: 'equals', field: '/s' }, 'a', {}, undefined],
    [{ match: 'equals', field: '/s' }, 'a', { s: 'ab' }, false],
    [{ match: 'any-of', field: '/s' }, [1, 0], { s: 0 }, true],
    [{ match: 'any-of', field: '/s/*' }, ['a'], { s: [' a', 'z'] }, undefined],
    [{ match: 'any-of', field: '/s/*' }, ['a'], { s: ['y', 'z'] }, false],
    [from, 5, { t: 5 }, true],
    [from, 5, { t: 4 }, false],
    [until, 5, { t: 5 }, true],
    [until, 5, { t: 6 }, false],
    [until, 5, {}, undefined],
    [{ ...until, missing: 'selected' } as Filter, 5, {}, true],
    [{ ...until, bound: 'excluded' } as Filter, 5, { t: 5 }, false],
    [{ ...until, bound: 'excluded' } as Filter, 5, { t: 4 }, true],
    [{ ...from, bound: 'excluded' } as Filter, 5, { t: 5 }, false],
    [{ ...from, bound: 'excluded' } as Filter, 5, { t: 6 }, true],
    [from, 5, { t: 0 }, undefined],
    [from, '10', { t: 9 }, false],
    [from, '10', { t: '11' }, true],
    [from, '2026-01-02T00:00:00Z', { t: Date.parse('2026-01-02T00:00:01Z') }, true],
    [until, 'web-01', { t: 'web-05' }, undefined],
    [until, '2026-01-02T00:00:00Z', { t: 'day 3' }, undefined],
    [{ match: 'equals', field: '/s', text: 'any-case' }, 'Ab', { s: 'aB' }, true],
    [{ match: 'equals', field: '/s', text: 'any-case' }, 'Ab', { s: 'aBc' }, false],
    [{ match: 'equals', field: '/s', text: 'prefix' }, 'ab', { s: 'abc' }, true],
    [{ match: 'equals', field: '/s', text: 'prefix' }, 'bc', { s: 'abc' }, false],
    [{ match: 'equals', field: '/s', text: 'substring' }, 'bc', { s: 'abcd' }, true],
    [{ match: 'equals', field: '/s', text: 'substring' }, 'BC', { s: 'abcd' }, false],
    [{ match: 'equals', field: '/s' }, '1', { s: 1 }, true],
    [days, 1, { t: '2026-01-09T12:00:00Z' }, true],
    [days, 1, { t: '2026-01-08T12:00:00Z' }, false],
    [days, 1, { t: '2026-01-09T00:00:30Z' }, undefined],
    [days, 1, {}, undefined],
    [{ ...days, missing: 'selected' } as Filter, 1, {}, true],
    [{ ...days, days: 'calendar' } as Filter, 2, { t: '2026-01-09T12:00:00Z' }, true],
    [{ ...days, days: 'calendar' } as Filter, 2, { t: '2026-01-08T12:00:00Z' }, undefined],
    [{ ...days, days: 'calendar' } as Filter, 2, { t: '2026-01-07T12:00:00Z' }, false],
    [{ ...days, days: 'calendar-beside-today' } as Filter, 1, { t: '2026-01-09T12:00:00Z' }, true],
    [{ ...days, days: 'calendar-beside-today' } as Filter, 1, { t: '2026-01-07T12:00:00Z' }, false],
    [search, 'ell', { a: 'hello' }, true],
    [search, 'ELL', { a: 'hello', b: '' }, false],
    [{ ...search, text: 'substring-any-case' } as Filter, 'ELL', { a: 'hello' }, true],
    [search, 'ell', { other: 'hello' }, undefined],
    [search, 'ell', { a: 'no', b: 'no' }, false],
    [{ ...search, others: 'searched' } as Filter, 'ell', { a: '', b: '', c: { d: ['HELLO'] } }, undefined],
    [{ ...search, others: 'searched' } as Filter, 'ell', { a: '', b: '', c: { d: ['no', 1, null] } }, false],
    [{ ...search, others: 'searched' } as Filter, 'ell', { a: 'ell', b: '', c: null }, true],
    [from, '10.25', { t: 10.24 }, false],
    [from, '10.25', { t: '10.26' }, true],
    [from, '10.x', { t: 11 }, undefined],
    [objects, [{ X: 1, Y: 2 }], { x: 1, y: 2 }, true],
    [objects, [{ X: 1, Y: 2 }], { x: 1, y: 3 }, false],
    [objects, [{ X: 9 }, { Y: 3 }], { x: 1, y: 3 }, true],
    [objects, [{ Z: 9 }], { x: 1 }, undefined],
    [
      objects,
      [
        { X: 1, Y: 9 },
        { X: 9, Y: 2 },
      ],
      { x: 1, y: 2 },
      false,
    ],
    [
      { ...objects, combine: 'properties' } as Filter,
      [
        { X: 1, Y: 9 },
        { X: 9, Y: 2 },
      ],
      { x: 1, y: 2 },
      true,
    ],
  ];
  test.each(table)('%j %j selects of %j: %s', (filter, value, item, want) => {
    expect(selects(filter, value, item, { now })).toBe(want);
  });
});
