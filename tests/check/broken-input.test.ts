import { expect, test } from 'vitest';
import { UsageError } from '../../scripts/base/usage-error.js';
import { MAX_RECORD_BYTES } from '../../scripts/check/check.js';
import { exitCodeOf, type Report, render } from '../../scripts/report/index.js';
import { checkText } from './support.js';

const textReport = (report: Report) => render('default', report);

const body = { total_num: 0, data_list: [] };
const good = JSON.stringify({ operation: 'ListOperationLogsByVaultName', response: { status: 200, body } });

test.each<[string, string, Record<number, RegExp>]>([
  ['a line that is cut off at the end', `${good}\n${good.slice(0, 60)}`, { 2: /no JSON, perhaps cut off/ }],
  ['a line that is cut off in the middle', `${good}\n${good.slice(0, 60)}\n${good}\n`, { 2: /no JSON/ }],
  ['a first line that is cut off', `${good.slice(0, 60)}\n${good}\n`, { 1: /no JSON/ }],
  ['garbage', `${good}\n\u0000\u0001\n${good}\n`, { 2: /no JSON/ }],
  ['garbage first', `garbage\n${good}\n`, { 1: /no JSON/ }],
  ['a scalar', `${good}\n17\n`, { 2: /no JSON object/ }],
  [
    'an operation that no spec has',
    `${good}\n{"operation":"Nope","response":{}}\n`,
    { 2: /"Nope", which no spec has/ },
  ],
  ['an operation named like a built-in', `${good}\n{"operation":"__proto__","response":{}}\n`, { 2: /no spec has/ }],
  ['a record without response', `${good}\n{"operation":"ListOperationTask"}\n`, { 2: /without response/ }],
  [
    'a request that is a list',
    `${good}\n${good.replace('"response"', '"request":[],"response"')}\n`,
    { 2: /no object of parameters/ },
  ],
  ['a response that could be any', `${good}\n{"response":{"RequestId":"x"}}\n`, { 2: /--operation/ }],
])('%s is told with its line, and the rest is judged', async (_, text, want) => {
  const report = await checkText(text);
  expect(Object.fromEntries(report.unreadable?.map(({ place, message }) => [place?.number, message]) ?? [])).toEqual(
    Object.fromEntries(Object.entries(want).map(([line, message]) => [line, expect.stringMatching(message)])),
  );
  expect(report.operations[0]?.requests).toBeGreaterThan(0);
  expect(report.violations).toEqual([]);
  expect(exitCodeOf(report)).toBe(2);
});

test('an array that is cut off', async () => {
  const report = await checkText(`[${good},${good},${good.slice(0, 60)}`);
  expect(report).toMatchObject({ operations: [{ requests: 2 }], unreadable: [{ place: { number: 3 } }] });
});

test.each(['', ' \n\n', '[]', '{"log":{"entries":[]}}'])('nothing to judge: %j', async (text) => {
  await expect(checkText(text)).rejects.toThrow(UsageError);
});

test('a line that is too long', async () => {
  const long = `{"operation":"ListOperationTask","response":"${'x'.repeat(MAX_RECORD_BYTES)}"}`;
  const report = await checkText(`${good}\n${long}\n${good}\n`);
  expect(report).toMatchObject({ operations: [{ requests: 2 }], unreadable: [{ place: { number: 2 } }] });
  expect(JSON.stringify(report).length).toBeLessThan(20_000);
});

test('a value nested deeper than any stack', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const record = (field: string) =>
    `{"operation":"ListOperationLogsByVaultName","request":{"x":${deep}},"response":{"status":200,"body":{"total_num":0,"data_list":[],"${field}":${deep}}}}\n`;
  const report = await checkText(`${good}\n${record('x')}${record('error_info')}${good}\n`);
  expect(report).toMatchObject({ operations: [{ requests: 2 }], unreadableCount: 2 });
  expect(report.unreadable?.[0]?.message).toContain('nested');
  expect(JSON.stringify(report).length).toBeLessThan(50_000);
  expect(textReport(report)).toBeTypeOf('string');
});

test('keys that every object inherits', async () => {
  const hostile = `{"operation":"ListOperationLogsByVaultName","request":{"__proto__":{"offset":1},"constructor":1},"response":{"status":200,"headers":{"__proto__":{"content-type":"x"}},"body":{"total_num":0,"data_list":[],"__proto__":{"total_num":3},"constructor":1,"toString":2}}}`;
  const report = await checkText(`${hostile}\n`);
  const fields = report.violations.filter(({ property }) => property === 'undeclared-fields');
  expect(fields.map(({ path }) => path)).toEqual(['/__proto__', '/constructor', '/toString']);
  expect(({} as Record<string, unknown>).total_num).toBeUndefined();
});

test('what was recorded does not drive the terminal', async () => {
  const bad = JSON.stringify({
    operation: 'ListOperationLogsByVaultName',
    response: { status: 200, body: { total_num: '\u001b[2J', data_list: [], '\u001b]0;x': 1 } },
  });
  const report = await checkText(`${bad}\n`);
  expect(textReport(report)).not.toContain('\u001b');
});
