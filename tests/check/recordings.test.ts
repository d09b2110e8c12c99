import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { exitCodeOf } from '../../scripts/report/index.js';
import { startReference } from '../reference/server.js';
import { broken, checkText } from './support.js';
import { har, type Line, ndjson, record } from './traffic.js';

let lines: Line[];
beforeAll(async () => {
  const server = await startReference();
  lines = await record(server);
  await server.close();
});

describe('a recording of the reference keeps the contracts', () => {
  test.each<[string, (lines: Line[]) => string]>([
    ['NDJSON with envelopes', (all) => ndjson(all)],
    [
      'NDJSON with CR LF, empty lines and no last line break',
      (all) => ndjson(all).replaceAll('\n', '\r\n\r\n').trimEnd(),
    ],
    ['NDJSON with a byte order mark', (all) => `\uFEFF${ndjson(all)}`],
    ['NDJSON with bodies only', (all) => ndjson(all.map((line) => ({ ...line, response: line.response.body })))],
    [
      'NDJSON with bodies as text',
      (all) =>
        ndjson(
          all.map((line) => ({ ...line, response: { ...line.response, body: JSON.stringify(line.response.body) } })),
        ),
    ],
    ['one JSON array', (all) => JSON.stringify(all)],
    ['one JSON array over several lines', (all) => JSON.stringify(all, null, 2)],
  ])('%s', async (_, write) => {
    const report = await checkText(write(lines), { strict: true });
    expect(report).toMatchObject({ ok: true, violations: [], unreadable: [] });
    expect(report.operations.map(({ requests }) => requests).reduce((sum, one) => sum + one)).toBe(lines.length);
    expect(exitCodeOf(report)).toBe(0);
  });

  test('its walks are judged across their pages', async () => {
    const report = await checkText(ndjson(lines));
    const runs = report.operations.map(({ operation, properties }) => [
      operation,
      properties.find(({ name }) => name === 'sequence-gap')?.compared,
    ]);
    expect(Object.fromEntries(runs)).toMatchObject({
      ListOperationTask: 2,
      ListOperationProcessDetail: 1,
      DescribeProcessTasks: 2,
      ListOperationLogsByVaultName: 2,
    });
  });
});

describe('a HAR', () => {
  test.each([0, 2])('is recognised by its wire requests (indent %i)', async (indent) => {
    const report = await checkText(JSON.stringify(har(lines), null, indent));
    expect(report).toMatchObject({ ok: true, violations: [], unreadable: [], skipped: 2 });
    expect(report.operations.map(({ requests }) => requests).reduce((sum, one) => sum + one)).toBe(lines.length);
    const walks = report.operations.flatMap(({ properties }) =>
      properties.filter(({ name }) => name === 'sequence-gap'),
    );
    expect(walks.every(({ compared }) => compared > 0)).toBe(true);
  });

  test('that is cut off is judged up to there', async () => {
    const text = JSON.stringify(har(lines));
    const report = await checkText(text.slice(0, text.length / 2));
    expect(report).toMatchObject({ violations: [], unreadableCount: 1 });
    expect(exitCodeOf(report)).toBe(2);
    expect(report.unreadable?.[0]?.message).toMatch(/cut off within or behind entry \d+/);
  });

  test('with an entry that breaks the contract names it', async () => {
    const bad = lines.map((line, index) =>
      index === 30 ? { ...line, response: { ...line.response, body: { RequestId: '' } } } : line,
    );
    const report = await checkText(JSON.stringify(har(bad)));
    const [violation] = report.violations;
    expect(violation).toMatchObject({
      property: 'response-schema',
      recorded: { unit: 'entry', number: 32 },
      request: { method: expect.any(String) },
    });
  });
});

describe('a single body', () => {
  const bodyOf = (operation: string) => lines.find((line) => line.operation === operation)?.response.body;

  test.each([
    'ListOperationTask',
    'ListOperationProcessDetail',
    'DescribeProcessTasks',
    'ListOperationLogsByVaultName',
    'DescribeSecurityEventOperationStatus',
  ])('of %s is recognised, on one line or several', async (operation) => {
    for (const indent of [0, 2]) {
      const report = await checkText(JSON.stringify(bodyOf(operation), null, indent));
      expect(report).toMatchObject({ ok: true, operations: [{ operation, requests: 1 }] });
    }
  });

  test('is judged as the operation that is named', async () => {
    const report = await checkText(JSON.stringify(bodyOf('ListOperationTask')), {
      operations: ['DescribeProcessTasks'],
      // That a field is required is inferred.
      strict: true,
    });
    expect(broken(report)).toContain('DescribeProcessTasks response-schema');
    expect(exitCodeOf(report)).toBe(1);
  });

  test('may be an error, if its operation is named', async () => {
    const error = { RequestId: 'R-1', Code: 'ServerError', Message: 'ServerError' };
    await expect(checkText(JSON.stringify(error), { operations: ['ListOperationTask'] })).resolves.toMatchObject({
      ok: true,
    });
    await expect(checkText(JSON.stringify(error))).resolves.toMatchObject({
      unreadable: [{ place: { number: 1 }, message: expect.stringContaining('--operation') }],
    });
  });
});

/** Envelopes by which a server asks for patience. */
const impatient: readonly [string, JsonObject][] = [
  ['429', { status: 429, headers: {}, body: 'slow down' }],
  ['503 with Retry-After', { status: 503, headers: { 'Retry-After': '3' }, body: 'busy' }],
  ['503 with Retry-After as a number', { status: 503, headers: { 'retry-after': 3 }, body: 'busy' }],
  ['503 with Retry-After as a list', { status: 503, headers: { 'RETRY-AFTER': ['3'] }, body: null }],
  ['Throttling', { status: 400, body: { Code: 'Throttling.User', Message: 'm', RequestId: 'r', HostId: 'h' } }],
];
const asLine = (response: JsonObject) => ({ operation: 'ListOperationTask', request: {}, response });

test.each(impatient)('%s asks for patience, and is no violation', async (_, response) => {
  const report = await checkText(ndjson([asLine(response), lines[0]]), { strict: true });
  expect(report).toMatchObject({ ok: true, violations: [], unreadable: [] });
});

test('503 without Retry-After is a server that fails', async () => {
  const report = await checkText(ndjson([asLine({ status: 503, headers: {}, body: 'busy' })]), { strict: true });
  expect(report.ok).toBe(false);
});

test('nothing but requests for patience shows nothing', async () => {
  await expect(checkText(ndjson(impatient.map(([, response]) => asLine(response))))).rejects.toThrow(
    /all 5 exchanges ask for patience/,
  );
});
