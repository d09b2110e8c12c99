import { describe, expect, it } from 'vitest';
import { Defects, type Violation } from '../../scripts/report/index.js';
import { seenText } from '../../scripts/report/verdict.js';
import { violation } from './sample.js';

function defectsOf(...violations: Violation[]) {
  const defects = new Defects();
  for (const one of violations) defects.add(one);
  return defects.list();
}

const other = { method: 'GET', url: 'http://h/?other', headers: {} };

/** An answer that lacks an entry; of one parameter, or of several together. */
function lacks(names: string, changes: Partial<Violation> = {}): Partial<Violation> {
  const parameters = names.split(' ');
  const property = parameters.length === 1 ? `filter:${names}` : 'conjunction';
  return { property, class: 'filters', path: '/Tasks', keyword: 'complete', actual: undefined, parameters, ...changes };
}

/** An answer to a request that should have been refused for one parameter. */
function takes(name: string): Partial<Violation> {
  return { property: 'invalid-input', class: 'input', path: '', keyword: 'accepted', actual: 200, parameters: [name] };
}

describe('one defect, one entry', () => {
  it.each<{ name: string; given: Partial<Violation>[]; want: number }>([
    { name: 'another index is the same place', given: [{}, { path: '/Tasks/17/Status' }], want: 1 },
    { name: 'another property is only another witness', given: [{}, { property: 'page-window' }], want: 1 },
    { name: 'another value is the same kind', given: [{}, { actual: 'ODD', path: '/Tasks/4/Status' }], want: 1 },
    { name: 'another field is another defect', given: [{}, { path: '/Tasks/3/Name' }], want: 2 },
    {
      name: 'another keyword of another exchange is another defect',
      given: [{}, { keyword: 'type', actual: 5 }],
      want: 2,
    },
    { name: 'another keyword of the same value is the same defect', given: [{}, { keyword: 'pattern' }], want: 1 },
    {
      name: 'null in several fields, if no page says what stands for no value',
      given: [
        { actual: null, keyword: 'type', provenance: { kind: 'inferred', reason: 'No page says' } },
        { actual: null, path: '/Tasks/3/Name', provenance: { kind: 'inferred', reason: 'No page says' } },
      ],
      want: 1,
    },
    {
      name: 'null in several fields, if the page says that there is a value',
      given: [{ actual: null }, { actual: null, path: '/Tasks/3/Name' }],
      want: 2,
    },
    {
      name: 'another inferred value in another field',
      given: [
        { actual: 7, provenance: { kind: 'inferred', reason: 'No page says' } },
        { actual: 7, path: '/Tasks/3/Name', provenance: { kind: 'inferred', reason: 'No page says' } },
      ],
      want: 2,
    },
    { name: 'another operation is another defect', given: [{}, { operation: 'ListEvents' }], want: 2 },
    {
      name: 'a consequence of a value that its schema rules out is the same defect',
      given: [
        { keyword: 'match', property: 'filter', class: 'filters', path: '/Tasks/9/Status', request: other },
        { class: 'status' },
      ],
      want: 1,
    },
    {
      name: 'two rules about one value of two exchanges are two defects',
      given: [
        { keyword: undefined, property: 'filter', class: 'filters', actual: 'FAIL' },
        { keyword: undefined, property: 'sort', class: 'sort', actual: 'FAIL', request: other },
      ],
      want: 2,
    },
    {
      name: 'one rule that several properties use',
      given: [
        { keyword: undefined, rule: 'page-total', property: 'page-window', path: '/TotalCount', actual: 19 },
        { keyword: undefined, rule: 'page-total', property: 'filtered-pages', path: '/TotalCount', actual: 3 },
        { keyword: undefined, rule: 'page-total', property: 'page-partition', path: '/TotalCount', actual: 7 },
      ],
      want: 1,
    },
    {
      name: 'two rules that name no keyword',
      given: [
        { keyword: undefined, rule: 'a', path: '' },
        { keyword: undefined, rule: 'b', path: '' },
      ],
      want: 2,
    },
    {
      name: 'two parameters of which each alone finds too little are two defects',
      given: [lacks('Type'), lacks('Status')],
      want: 2,
    },
    {
      name: 'one parameter that finds too little, and too much, is one defect',
      given: [lacks('Type'), lacks('Type', { path: '/Tasks/3/Kind', keyword: 'match', actual: 'B', request: other })],
      want: 1,
    },
    {
      name: 'what two parameters lack together is the defect of one of them',
      given: [lacks('Type'), lacks('Type Status'), lacks('Age Type')],
      want: 1,
    },
    {
      name: 'what two parameters lack together is a defect of its own, if no one of them alone is broken',
      given: [lacks('Type'), lacks('Type Status'), lacks('Age Status')],
      want: 2,
    },
    {
      name: 'two parameters that take what they should refuse are two defects',
      given: [takes('Type'), takes('Type'), takes('Status')],
      want: 2,
    },
  ])('$name', ({ given, want }) => {
    const defects = defectsOf(...given.map(violation));
    expect(defects).toHaveLength(want);
    expect(defects.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
  });

  it('keeps the smallest example, whatever the order', () => {
    const url = (length: number) => `http://h/?${'a'.repeat(length)}`;
    const violations = [30, 5, 12].map((length) =>
      violation({ request: { method: 'GET', url: url(length), headers: {} } }),
    );
    for (const order of [violations, [...violations].reverse()]) {
      expect(defectsOf(...order)[0]?.request.url).toBe(url(5));
    }
  });

  it('prefers an error to a warning, and names the others as witnesses', () => {
    const [defect] = defectsOf(
      violation({ severity: 'warning', property: 'b' }),
      violation({ severity: 'error', property: 'c' }),
      violation({ severity: 'warning', property: 'a' }),
    );
    expect(defect).toMatchObject({ severity: 'error', property: 'c', alsoSeenBy: ['a', 'b'], count: 3 });
  });

  it('is named by the parameter that breaks it alone, whatever comes first', () => {
    const violations = [lacks('Type Status'), lacks('Type'), lacks('Type Age')].map(violation);
    for (const order of [violations, [...violations].reverse()]) {
      const defects = defectsOf(...order.slice(0, 3), violation(lacks('Age')));
      expect(defects.map(({ property }) => property).sort()).toEqual(['filter:Age', 'filter:Type']);
      const ids = defects.flatMap((defect) => defect.ids).sort();
      expect(ids).toEqual(['ListTasks /Tasks complete Age', 'ListTasks /Tasks complete Type']);
      expect(defects.flatMap(({ alsoSeenBy }) => alsoSeenBy)).toEqual(['conjunction']);
    }
  });

  it('stays within bounds when every violation is at a place of its own', () => {
    const defects = new Defects();
    for (let index = 0; index < 5_000; index++) defects.add(violation({ path: `/made-up-${index}x` }));
    expect(defects.list().length).toBeLessThanOrEqual(200);
    expect(defects.count).toBe(5_000);
    expect(defects.leftOut.get('ListTasks response-schema')).toBe(4_800);
  });

  it('has the same id in every run', () => {
    const ids = (...kinds: string[]) => defectsOf(...kinds.map((keyword) => violation({ keyword })))[0]?.ids;
    expect(ids('enum', 'pattern')).toEqual(ids('pattern', 'enum'));
  });
});

it('tells where else a habit shows', () => {
  const reason = 'No page says';
  const nothing = (name: string): Partial<Violation> => ({
    actual: null,
    keyword: 'type',
    path: `/Tasks/3/${name}`,
    provenance: { kind: 'inferred', reason },
  });
  const [one] = defectsOf(...['A', 'B', 'C', 'D', 'E'].map((name) => violation(nothing(name))));
  expect(one && seenText(one)).toBe(
    'also /Tasks/*/B type, /Tasks/*/C type, /Tasks/*/D type and 1 more; 5 violations in all',
  );
});
