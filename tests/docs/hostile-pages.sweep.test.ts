import { describe, expect, test } from 'vitest';
import { pageSubjects } from '../../scripts/docs/compare/page-subjects.js';
import { lockText } from '../../scripts/docs/lock/lock-file.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';

const [head = '', foot = ''] = alibaba('§').split('§');
const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join('');
const state = (description: string) => `${head}State\n\nstring\n\nNo\n\n${description}\n\nx\n\n${foot}`;
const huawei = `Help Center/ Vault/ API Reference/ Querying Scans

Querying Scans

Updated on 2025-01-01 GMT+08:00

URI

GET /v5/{project_id}/scans

Request Parameters

Table 2 Request body parameters

Parameter

Mandatory

Type

Description

`;
const headOf = (table: string) => `<h1>Security Center:ListScans</h1><h2>Request parameters</h2>${table}`;
const columns = '<tr><th>Parameter</th><th>Type</th><th>Description</th></tr>';

/** Pages of several hundred kilobytes, of one thing too many. What took the square of their length took minutes. */
const pages: Readonly<Record<string, string>> = {
  'list items, more than a call has room for as arguments': state(
    `Valid values:\n\n${rows(130_000, (i) => `  - V${i}: value ${i}.\n`)}`,
  ),
  'sections of one name': `${state('The state.')}${rows(20_000, (i) => `Request parameters\n\nThe limit is ${i} of them.\n\n`)}`,
  'errors of one code': `${state('The state.')}Error codes\n\nHTTP status code\n\nError code\n\nError message\n\nDescription\n\n${rows(20_000, () => '400\n\nBad.Code\n\nIt is bad.\n\nIt is bad.\n\n')}`,
  'a status and a million characters of blanks': `${huawei}Status Codes\n\nStatus Code\n\nDescription\n\n200\n\nOK\n200${' '.repeat(1_000_000)}x`,
  'tables without captions': `${huawei}${rows(6000, (i) => `a${i}\n\nNo\n\nArray of Foo${i} objects\n\nThe a.\n\n`)}${rows(6000, () => 'Parameter\n\nMandatory\n\nType\n\nDescription\n\nb\n\nNo\n\nString\n\nThe b.\n\n')}`,
  'arrays of arrays': `${head}A\n\narray\n\nNo\n\n${'array\n\nNo\n\nx\n\n'.repeat(30_000)}${foot}`,
  'brackets in a sample': `${state('The state.')}Examples\n\nSuccess response\n\n{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`,
  'cells that span a hundred rows and columns': headOf(
    `<table>${columns}${rows(3000, (i) => `<tr><td rowspan=100 colspan=100>a${i}</td><td>string</td><td>x</td></tr>`)}</table><h2>Response elements</h2>`,
  ),
  'tables within tables': headOf(`<table>${columns}${'<tr><td><table>'.repeat(5000)}`),
};

describe('a page of one thing too many', () => {
  test.for(Object.entries(pages))('%s', ([, text]) => {
    const page = readPage(text);
    expect(pageSubjects(page).size).toBeGreaterThan(0);
    // A lock of a hundred thousand lines is YAML's work, not the reader's.
    if (text.length < 2_500_000) expect(lockText({ page, confirmed: {} }).length).toBeGreaterThan(0);
  });

  test('what is nested too deep is listed as unread', () => {
    expect(readPage(pages['brackets in a sample'] as string).unread.map((one) => one.text)).toEqual([
      expect.stringContaining('a sample that is nested deeper than 100 levels'),
    ]);
  });

  test('errors of one code stay apart', () => {
    const errors = (count: number) =>
      `${state('The state.')}Error codes\n\nHTTP status code\n\nError code\n\nError message\n\nDescription\n\n${rows(count, (i) => `400\n\nBad.Code\n\nIt is bad, ${i}.\n\nMeaning.\n\n`)}`;
    expect([...pageSubjects(readPage(errors(3))).keys()].filter((path) => path.startsWith('/errors/'))).toEqual([
      '/errors/Bad.Code',
      '/errors/Bad.Code (2)',
      '/errors/Bad.Code (3)',
    ]);
  });
});

test.for<[name: string, text: string, want: RegExp]>([
  ['an empty file', ' \n', /^a\.txt is empty; save the page/],
  ['a binary file', `\u0089PNG\0${'\ufffd'.repeat(100)}`, /^a\.txt is no text but a binary file; save the page/],
])('%s is named for what it is', ([, text, want]) => {
  expect(() => readPage(text, 'a.txt')).toThrow(want);
});

test('a mark without an item, where a page is cut within a list, is nothing', () => {
  const page = readPage(`${head}State\n\nstring\n\nNo\n\nThe state. Valid values:\n\n  • a: A.\n\n  •`);
  expect(page.parameters[0]?.example).toBeUndefined();
  expect(page.truncated).toBeDefined();
});
