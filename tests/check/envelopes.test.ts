import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { check } from '../../scripts/check/check.js';
import type { Recording } from '../../scripts/check/recording.js';
import type { Place } from '../../scripts/report/index.js';
import { checkText, contracts, fileWith } from './support.js';

const operation = 'ListOperationLogsByVaultName';
const body = { total_num: 0, data_list: [] };

/** What is read of a text, and where it was found. */
async function read(text: string, options: Parameters<typeof checkText>[1] = {}) {
  const found: (Recording & { place: Place })[] = [];
  const report = await checkText(text, {
    ...options,
    onRecording: (recording, place) => found.push({ ...recording, place }),
  });
  return { found, report };
}

describe('the response of a record', () => {
  test.each<[what: string, response: Json, want: object]>([
    [
      'is an envelope with a status and a body',
      { status: 403, body: { error_code: 'a' } },
      { status: 403, body: { error_code: 'a' } },
    ],
    [
      'has headers, by their names in lower case, lists as one, and those without a value not at all',
      {
        status: 200,
        headers: { 'Content-Type': 'application/json', 'X-A': ['1', '2'], 'x-n': 5, 'x-b': null, 'x-o': {} },
        body,
      },
      { contentType: 'application/json', headers: { 'content-type': 'application/json', 'x-a': '1, 2', 'x-n': '5' } },
    ],
    [
      'has no headers where they are none',
      { status: 200, headers: 'none', body },
      { headers: {}, contentType: undefined },
    ],
    ['has a body that is a text as it came', { status: 200, body: JSON.stringify(body) }, { body, text: undefined }],
    ['has a text that is no JSON', { status: 500, body: 'oops' }, { body: undefined, text: 'oops' }],
    [
      'is the body itself without a status',
      { body: 5, headers: {} },
      { status: undefined, body: { body: 5, headers: {} } },
    ],
    [
      'is the body itself with a status that is a text',
      { status: 'ok', body: 5 },
      { status: undefined, body: { status: 'ok', body: 5 } },
    ],
    ['is the body itself with a status and no body', { status: 200 }, { status: undefined, body: { status: 200 } }],
    ['may be null', null, { status: undefined, body: null }],
  ])('%s', async (_, response, want) => {
    const { found } = await read(`${JSON.stringify({ operation, request: { limit: 5 }, response })}\n`);
    expect(found).toMatchObject([{ contract: { id: operation }, request: { limit: 5 }, wire: undefined, ...want }]);
  });
});

describe('traffic is found', () => {
  const record = JSON.stringify({ operation, response: { status: 200, body } });
  const pretty = JSON.stringify(JSON.parse(record), null, 2);
  const har = { log: { entries: [] as object[] } };
  har.log.entries.push({
    request: {
      method: 'GET',
      url: 'https://hss.example/v5/4154501ffc6f4bba8ff5de2fed6f0001/ransomware/backup/operation-logs',
    },
    response: { status: 200, content: { mimeType: 'application/json', text: JSON.stringify(body) } },
  });
  const bom = '\uFEFF';

  test.each<[what: string, text: string, unit: Place['unit'], numbers: number[], unreadable?: number[]]>([
    ['in lines', `${record}\n${record}\n`, 'line', [1, 2]],
    ['in one line', record, 'line', [1]],
    ['in lines behind empty ones', `\n\n${record}\r\n\r\n${record}`, 'line', [3, 5]],
    ['in lines behind a mark', `${bom}${record}\n${record}`, 'line', [1, 2]],
    ['in lines of which the first is broken', `{"operation":"${operation}\n${record}\n`, 'line', [2], [1]],
    ['in lines of which the first is no object', `oops\n${record}\n`, 'line', [2], [1]],
    ['in a list', `[${record},${record}]`, 'element', [1, 2]],
    ['in a list in lines', `[\n${record},\n${record}\n]`, 'element', [1, 2]],
    ['in a list behind a mark and blanks', `${bom} \n [${record},${record}]`, 'element', [1, 2]],
    ['in a list whose first line is JSON', `[${record}]\n`, 'element', [1]],
    ['in a document over several lines', pretty, 'line', [1]],
    ['in a document behind a mark', `${bom}${pretty}`, 'line', [1]],
    ['in a HAR', JSON.stringify(har), 'entry', [1]],
    ['in a HAR over several lines, behind a mark', `${bom}\n${JSON.stringify(har, null, 2)}`, 'entry', [1]],
    ['in a HAR with blanks', `{ "log" : ${JSON.stringify(har.log)} }`, 'entry', [1]],
  ])('%s', async (_, text, unit, numbers, unreadable = []) => {
    const { found, report } = await read(text);
    expect(found.map(({ place }) => [place.unit, place.number])).toEqual(numbers.map((number) => [unit, number]));
    expect(report.unreadable?.map(({ place }) => place?.number)).toEqual(unreadable);
    expect(report.unreadableCount).toBe(unreadable.length);
  });

  test('in the lines that are asked for, the first and the last included', async () => {
    const text = `${record}\n`.repeat(6);
    const { found } = await read(text, { lines: { from: 2, to: 4 } });
    expect(found.map(({ place }) => place.number)).toEqual([2, 3, 4]);
    await expect(read(text, { lines: { from: 7, to: 9 } })).rejects.toThrow(/holds nothing to judge; give a JSON body/);
  });

  test('and how much was read is told on the way', async () => {
    const told: [bytes: number, size: number | undefined][] = [];
    const text = `${record}\n`.repeat(6);
    await read(text, { onProgress: (...[, bytes, size]) => told.push([bytes, size]) });
    expect(told).toEqual([[text.length, text.length]]);
  });
});

test('what a list or a document lacks at its end is told', async () => {
  const record = JSON.stringify({ operation, response: { status: 200, body } });
  const list = await read(`[${record},${record}`);
  expect(list.found).toHaveLength(2);
  expect(list.report.unreadable).toMatchObject([
    { place: { unit: 'element', number: 2 }, message: 'the file is cut off within or behind element 2' },
  ]);
  const pretty = JSON.stringify(JSON.parse(record), null, 2);
  const { report } = await read(`${pretty.slice(0, -3)}`);
  expect(report.unreadable).toMatchObject([
    { message: expect.stringMatching(/^line 1 is no JSON, perhaps cut off: /) },
  ]);
});

test('records of operations that were not chosen are left out, and counted', async () => {
  const lines = [operation, 'ListOperationTask', operation].map((operation) =>
    JSON.stringify({ operation, response: body }),
  );
  const { found, report } = await read(lines.join('\n'), { operations: [operation, 'DescribeProcessTasks'] });
  expect(found.map(({ place }) => place.number)).toEqual([1, 3]);
  expect(report.skipped).toBe(1);
});

test('what was recorded of none of the chosen operations, in several files, is said with all of their names', async () => {
  const files = [1, 2].map(() => fileWith(JSON.stringify({ operation, response: body })));
  const operations = ['ListOperationTask', 'DescribeProcessTasks'];
  await expect(check({ contracts, files, operations })).rejects.toThrow(
    `${files.join(', ')}: none of the 2 exchanges is of ListOperationTask or DescribeProcessTasks; record others`,
  );
});

test('a hundred unreadable parts are told, and all are counted', async () => {
  const { report } = await read(`${'oops\n'.repeat(120)}${JSON.stringify({ operation, response: body })}\n`);
  expect(report.unreadable).toHaveLength(100);
  expect(report.unreadableCount).toBe(120);
  for (const { message } of report.unreadable ?? []) expect(message).not.toContain('perhaps cut off');
});

test('long messages of the parser are cut', async () => {
  const { report } = await read(`{"${'a'.repeat(500)}\n${JSON.stringify({ operation, response: body })}\n`);
  const [first] = report.unreadable ?? [];
  expect(first?.message).toMatch(/^line 1 is no JSON: /);
  expect(first?.message.length).toBeLessThan(160);
  expect(first?.message).not.toMatch(/\n/);
});

test('a long stretch of blanks is no empty file', async () => {
  const record = JSON.stringify({ operation, response: body });
  for (const blanks of [2_000, 70_000]) {
    const { found } = await read(`${'\n'.repeat(blanks)}${record}\n`);
    expect(found.map(({ place }) => place.number)).toEqual([blanks + 1]);
  }
  await expect(read('\n'.repeat(1_000))).rejects.toThrow(/is empty; record some traffic into it/);
  await expect(read('\n'.repeat(70_000))).rejects.toThrow(/holds nothing to judge/);
});

test('what one file breaks, another one that keeps it does not mend, and what one says, silence does not take back', async () => {
  const files = { broken: { total_num: 'many', data_list: [] }, kept: body, silent: undefined };
  type Name = keyof typeof files;
  const lineOf = (name: Name) =>
    `${JSON.stringify({ operation, response: { status: name === 'silent' ? 404 : 200, body: files[name] ?? { error_code: 'HSS.0001', error_msg: 'm' } } })}\n`;
  const outcomes: Record<string, unknown> = {};
  for (const order of ['broken kept', 'kept broken', 'kept silent', 'silent kept', 'kept kept']) {
    const paths = (order.split(' ') as Name[]).map((name) => fileWith(lineOf(name)));
    const report = await check({ contracts, files: paths });
    const rule = report.operations[0]?.properties.find(({ name }) => name === 'response-schema');
    outcomes[order] = [rule?.outcome, rule?.runs, report.operations[0]?.requests];
  }
  expect(outcomes).toEqual({
    'broken kept': ['violated', 2, 2],
    'kept broken': ['violated', 2, 2],
    'kept silent': ['held', 2, 2],
    'silent kept': ['held', 2, 2],
    'kept kept': ['held', 2, 2],
  });
});

test('a violation says whether its page states the rule, or why the contract concludes it', async () => {
  const { report } = await read(
    `${JSON.stringify({ operation, response: { status: 200, body: { total_num: 'many' } } })}\n`,
  );
  const told = report.violations.map(({ path, provenance }) => [path, provenance]);
  expect(told).toContainEqual(['/total_num', expect.stringMatching(/^documented: /)]);
  expect(told).toContainEqual(['/data_list', expect.stringMatching(/^inferred: ./)]);
});
