import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePage } from '../../scripts/docs/compare/compare.js';
import { OpenDecisions } from '../../scripts/docs/draft/decisions.js';
import { legalDraft } from '../../scripts/docs/draft/write-draft.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { openWork } from '../../scripts/docs/status/open-work.js';
import { startMock } from '../../scripts/mock/index.js';
import type { Report } from '../../scripts/report/index.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type Abilities, drawnPage } from './drawn-page.js';
import type { PlainPage } from './plain-page.js';
import { currentAlibaba, earlierAlibaba } from './render/alibaba-text.js';
import { alibabaHtml, huaweiHtml } from './render/html.js';
import { huaweiText } from './render/huawei-text.js';
import { samplePage } from './sample-page.js';

const alibaba: Abilities = { vendor: 'alibaba', examples: true, nestedRequests: false, errorCells: true };
const huawei: Abilities = { vendor: 'huawei', examples: false, nestedRequests: true, errorCells: true };

const layouts: readonly { layout: string; of: Abilities; render: (page: PlainPage) => string }[] = [
  { layout: 'Alibaba, a cell per paragraph', of: alibaba, render: currentAlibaba },
  { layout: 'Alibaba, glued cells', of: { ...alibaba, errorCells: false }, render: earlierAlibaba },
  { layout: 'Alibaba, HTML', of: { ...alibaba, nestedRequests: true }, render: alibabaHtml },
  { layout: 'Huawei, text', of: huawei, render: (page) => huaweiText(page, 'huawei blocks') },
  { layout: 'Huawei, HTML', of: huawei, render: (page) => huaweiHtml(page, 'huawei older') },
];

describe.for(layouts)('a drawn page in the layout $layout', ({ of, render }) => {
  test('gives a legal contract that agrees with it', () => {
    fc.assert(
      fc.property(drawnPage(of), (drawn) => {
        const page = readPage(render(drawn));
        const { contract } = legalDraft(page, { file: 'page.txt' });
        const { open, stale } = comparePage(page, contract);
        expect(open.map((one) => one.message)).toEqual([]);
        expect(stale).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

/** What the draft of a page proposes, by key and place. */
function proposalsOf(text: string, file: string): string[] {
  const draft = legalDraft(readPage(text), { file });
  return openWork(draft.contract, draft.text).proposals.map(
    ({ key, pointer }) => `${key} ${pointer.split('/').at(-1)}`,
  );
}

describe('a draft proposes', () => {
  const text = currentAlibaba(samplePage('alibaba'));
  const draft = legalDraft(readPage(text), { file: 'ListVaultScans.txt' });
  const { contract } = draft;

  test('pages, filters, lifecycle and wire, each with its reason', () => {
    expect(contract.pagination?.request).toEqual({ position: 'CurrentPage', size: 'PageSize' });
    expect(contract.pagination?.identity).toEqual(['/ScanId']);
    expect(contract.parameters.find((one) => one.name === 'State')?.filter).toMatchObject({
      match: 'equals',
      field: '/State',
    });
    expect(contract.enums.find((one) => one.name === 'State')?.values.map((value) => value.phase)).toEqual([
      'pending',
      'running',
      'succeeded',
      'failed',
    ]);
    const keys = proposalsOf(text, 'ListVaultScans.txt');
    for (const key of ['x-pagination post', 'x-wire post', 'x-filter 1', 'x-lifecycle State'])
      expect(keys).toContain(key);
    for (const { reason } of openWork(contract, draft.text).proposals) expect(reason.length).toBeGreaterThan(15);
  });

  test('what only the SDK knows as an open decision', () => {
    expect(contract.decisions.filter((one) => one.open).map((one) => one.id)).toContain(
      'method-and-version-not-on-page',
    );
  });

  test.for([
    {
      name: 'two defaults',
      change: (one: string) =>
        one.replace(
          'Default value: 20.',
          'Default value: 20. If you do not specify this parameter, 10 entries are returned.',
        ),
      want: 'two-defaults-of-page-size',
    },
    {
      name: 'a sample with another type',
      change: (one: string) => one.replace('"Files": 12', '"Files": "12"'),
      want: 'type-of-files',
    },
    {
      name: 'a sample with an unlisted value',
      change: (one: string) => one.replace('"State": "DONE"', '"State": "READY"'),
      want: 'values-of-state',
    },
    {
      name: 'an example of another type',
      change: (one: string) => one.replaceAll(/\n\n12\n\n/g, '\n\n12.5\n\n'),
      want: 'example-of-files',
    },
    {
      name: 'a sample that counts wrongly',
      change: (one: string) => one.replace('"Count": 1', '"Count": 2'),
      want: 'sample-breaks-page-count',
    },
  ])('$name as an open decision, and still agrees with its page', ({ change, want }) => {
    const page = readPage(change(text));
    const { contract: changed } = legalDraft(page, { file: 'ListVaultScans.txt' });
    expect(changed.decisions.filter((one) => one.open).map((one) => one.id)).toContain(want);
    expect(comparePage(page, changed).open).toEqual([]);
    expect(comparePage(page, changed).stale).toEqual([]);
  });
});

describe('the commands', () => {
  test('draft a folder, and the rest of the toolkit works on the drafts as they are', async () => {
    const folder = temporaryFolder();
    const pages = path.join(folder, 'pages');
    const out = path.join(folder, 'drafts');
    mkdirSync(pages);
    // Without bounds on the size of pages: verify asks for larger ones than a page may allow.
    const unbounded = (one: PlainPage) => ({
      ...one,
      parameters: one.parameters.map((parameter) => ({ ...parameter, bounds: {} })),
    });
    writeFileSync(path.join(pages, 'ListVaultScans.txt'), currentAlibaba(unbounded(samplePage('alibaba'))));
    writeFileSync(path.join(pages, 'QueryScans.html'), huaweiHtml(unbounded(samplePage('huawei')), 'huawei blocks'));
    writeFileSync(path.join(pages, 'notes.txt'), 'no page at all');

    const drafted = cli(['docs', 'draft', pages, '--out', out, '--api-version', '2018-12-03']);
    expect(drafted.stdout).toContain('2 of 3 pages drafted');
    expect(drafted.stderr).toContain('notes.txt is like no page');
    expect(drafted.status).toBe(2);
    expect(
      cli(['docs', 'draft', path.join(pages, 'ListVaultScans.txt'), '--out', out, '--api-version', '2018-12-03'])
        .stderr,
    ).toContain('is there already');

    const diff = cli([
      'docs',
      'diff',
      path.join(pages, 'ListVaultScans.txt'),
      path.join(pages, 'QueryScans.html'),
      '--specs',
      out,
    ]);
    expect(diff.stdout).toContain('Pages and contracts agree.');
    expect(diff.status).toBe(0);
    expect(cli(['docs', 'diff', '--specs', out]).status).toBe(0);

    const status = cli(['docs', 'status', '--specs', out]);
    expect(status.stdout).toMatch(/ListVaultScans \(page locked\): \d+ proposals/);
    expect(status.stdout).toContain('proposed x-pagination');

    expect(cli(['generate', '--specs', out, '--out', path.join(folder, 'generated')]).status).toBe(0);

    const mock = await startMock({ specs: out, port: 0 });
    try {
      // The mock is served by this process, which must not wait for the command.
      const verify = await promisify(execFile)(process.execPath, [
        'dist/cli.js',
        'verify',
        mock.url,
        '--specs',
        out,
        '--runs',
        '3',
        '--seed',
        '1',
        '--reporter',
        'json',
      ]);
      const { violations, operations } = JSON.parse(verify.stdout) as Report;
      expect(violations).toEqual([]);
      for (const { requests } of operations) expect(requests).toBeGreaterThan(0);
      expect(operations).toHaveLength(2);
      const response = await fetch(`${mock.url}/?CurrentPage=1&PageSize=2&VaultId=v-1`, {
        method: 'POST',
        headers: { 'x-acs-action': 'ListVaultScans', 'x-acs-version': '2018-12-03' },
      });
      const traffic = path.join(folder, 'traffic.ndjson');
      const line = {
        operation: 'ListVaultScans',
        request: { CurrentPage: 1, PageSize: 2, VaultId: 'v-1' },
        response: { status: response.status, body: await response.json() },
      };
      writeFileSync(traffic, `${JSON.stringify(line)}\n`);
      expect(cli(['check', traffic, '--specs', out]).status).toBe(0);
    } finally {
      await mock.close();
    }
  });

  test('lock, diff and status say what is wrong, with the exit codes of the other commands', () => {
    const folder = temporaryFolder();
    expect(cli(['docs', 'diff', path.join(folder, 'none.txt')])).toMatchObject({ status: 2 });
    expect(cli(['docs', 'diff', '--specs', folder])).toMatchObject({ status: 2 });
    expect(cli(['docs', 'lock'])).toMatchObject({ status: 2 });
    const file = path.join(folder, 'ListOther.txt');
    writeFileSync(file, currentAlibaba(samplePage('alibaba')));
    const unknown = cli(['docs', 'diff', file]);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('docs draft');
    const json = cli(['docs', 'diff', '--reporter', 'json']);
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, violations: [] });
    expect(cli(['docs', 'diff', '--operation', 'ListOperationTasks']).stderr).toContain(
      'did you mean ListOperationTask?',
    );
  });

  test('a page cannot steer the terminal of who locks it', () => {
    const folder = temporaryFolder();
    const out = path.join(folder, 'drafts');
    const file = path.join(folder, 'ListVaultScans.txt');
    const text = currentAlibaba(samplePage('alibaba'));
    writeFileSync(file, text.replace('Request parameters', 'Request parameters\n\n\u001b[2JGone'));
    cli(['docs', 'draft', file, '--out', out]);
    const { stderr, status } = cli(['docs', 'lock', file, '--specs', out]);
    expect(status).toBe(0);
    expect(stderr).toContain('not understood: \\u001b[2JGone');
  });

  test('a lock that cannot be written is said in words', () => {
    const folder = temporaryFolder();
    const out = path.join(folder, 'drafts');
    const file = path.join(folder, 'ListVaultScans.txt');
    writeFileSync(file, currentAlibaba(samplePage('alibaba')));
    cli(['docs', 'draft', file, '--out', out]);
    const product = path.join(out, 'alibaba-cloud', 'sas-unknown');
    rmSync(path.join(product, 'ListVaultScans.page.yaml'));
    mkdirSync(path.join(product, 'ListVaultScans.page.yaml', 'in-the-way'), { recursive: true });
    const { stderr, status } = cli(['docs', 'lock', file, '--specs', out]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot (?:read|write) .*ListVaultScans\.page\.yaml/);
    expect(stderr).not.toContain('    at ');
  });

  test('a page that differs is exit code 1, with place and remedy', () => {
    const folder = temporaryFolder();
    const out = path.join(folder, 'drafts');
    const file = path.join(folder, 'ListVaultScans.txt');
    writeFileSync(file, currentAlibaba(samplePage('alibaba')));
    cli(['docs', 'draft', file, '--out', out]);
    writeFileSync(file, currentAlibaba(samplePage('alibaba')).replace('Default value: 20.', 'Default value: 30.'));
    const { status, stdout } = cli(['docs', 'diff', file, '--specs', out]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /parameter PageSize: default is 30 on the page, 20 in the contract \(.*ListVaultScans\.txt:\d+\)/,
    );
    expect(cli(['docs', 'lock', file, '--specs', out]).status).toBe(0);
    expect(cli(['docs', 'diff', '--specs', out]).status).toBe(1);
  });
});

test('decisions have an id each, also where their names differ in their spelling only', () => {
  const decisions = new OpenDecisions();
  for (const id of ['type-of-TaskId', 'type-of-Task-Id', 'type-of-task_id'])
    decisions.add({ id, page: 'p', where: 'w', chosen: 'c', because: 'b' });
  expect(decisions.list.map((one) => one.id)).toEqual(['type-of-task-id', 'type-of-task-id2', 'type-of-task-id3']);
});
