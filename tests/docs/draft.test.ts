import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type JsonObject, own } from '../../scripts/base/json.js';
import { at } from '../../scripts/base/pointer.js';
import { comparePage } from '../../scripts/docs/compare/compare.js';
import { OpenDecisions } from '../../scripts/docs/draft/decisions.js';
import { identityOf } from '../../scripts/docs/draft/pagination.js';
import { errorResponsesOf } from '../../scripts/docs/draft/responses.js';
import { legalDraft } from '../../scripts/docs/draft/write-draft.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { openWork } from '../../scripts/docs/status/open-work.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { docs } from './docs-command.js';
import { currentAlibaba } from './render/alibaba-text.js';
import { alibabaHtml } from './render/html.js';
import { samplePage } from './sample-page.js';

/** What the draft of a page proposes, by key and place. */
function proposalsOf(text: string, file: string): string[] {
  const draft = legalDraft(readPage(text), { file });
  return openWork(draft.contract, draft.text).proposals.map(
    ({ key, pointer }) => `${key} ${pointer.split('/').at(-1)}`,
  );
}

test.each<[fields: Record<string, 'string' | 'integer' | 'listed'>, array: string, want: string]>([
  [{ Status: 'integer', TaskId: 'string' }, 'Tasks', 'TaskId'],
  [{ OwnerId: 'string', TaskId: 'string' }, 'Tasks', 'TaskId'],
  [{ Status: 'integer', Name: 'string' }, 'Tasks', 'Name'],
  [{ AclStatus: 'integer', Owner: 'listed', Domain: 'string', Remark: 'string' }, 'DomainConfigs', 'Domain'],
  [{ Remark: 'string', DomainName: 'string' }, 'Configs', 'DomainName'],
  [{ Status: 'integer', Mode: 'listed', Address: 'string' }, 'Configs', 'Address'],
  [{ Status: 'integer', Mode: 'integer' }, 'Configs', 'Status'],
])('of the fields %j of %s, %s is taken to tell items apart', (fields, array, want) => {
  const placed = Object.entries(fields).map(([name, kind]) => ({
    pointer: `/${name}`,
    field: {
      name,
      type: { value: { kind: kind === 'integer' ? kind : 'string' } },
      values: kind === 'listed' ? [{ value: 'a' }] : [],
    },
  }));
  expect(identityOf({ array: { name: array }, fields: placed } as never).pointer).toBe(`/${want}`);
});

test('of several errors that may report one cause, each does: the page does not say which', () => {
  const errors = ['Unavailable.NotFound', 'InvalidRegionId.NotFound', 'Region.Busy'].map((code) => ({
    status: { value: '404' },
    code: { value: code },
    message: { value: 'Wait.' },
  }));
  const responses = errorResponsesOf({ vendor: 'alibaba-cloud', errors } as never, {});
  const examples = at(responses, '/404/content/application~1json/examples') as JsonObject;
  expect(Object.entries(examples).map(([code, example]) => [code, own(example, 'x-raised-when')])).toEqual([
    ['Unavailable.NotFound', 'not-found'],
    ['InvalidRegionId.NotFound', 'not-found'],
    ['Region.Busy', 'not-found'],
    ['InvalidAction.NotFound', 'unknown-operation'],
  ]);
});

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

  test.for([
    {
      page: 'an earlier one',
      link: 'https://api.aliyun.com/#product=Vault&amp;api=ListVaultScans&amp;type=RPC&amp;version=2020-02-03',
    },
    { page: 'a current one', link: 'https://api.alibabacloud.com/api/Vault/2020-02-03/ListVaultScans' },
  ])('product and version, where the page links to the API Explorer: $page', ({ link }) => {
    const html = alibabaHtml(samplePage('alibaba')).replace('<body>', `<body><a href="${link}">Explorer</a>`);
    const linked = legalDraft(readPage(html), { file: 'ListVaultScans.html' });
    expect([linked.product, linked.version]).toEqual(['Vault', '2020-02-03']);
    const open = linked.contract.decisions.filter((one) => one.open).map((one) => one.id);
    expect(open).toContain('method-not-on-page');
    expect(open).not.toContain('method-and-version-not-on-page');
  });

  test('nothing of a link to another operation', () => {
    const link = 'https://api.alibabacloud.com/api/Vault/2020-02-03/ListVaults';
    const html = alibabaHtml(samplePage('alibaba')).replace('<body>', `<body><a href="${link}">Explorer</a>`);
    expect(legalDraft(readPage(html), { file: 'ListVaultScans.html' }).version).toBe('unknown');
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
  const file = (folder: string) => path.join(folder, 'ListVaultScans.txt');
  /** A page, and the folder with its draft. */
  async function drafted(text = currentAlibaba(samplePage('alibaba'))): Promise<{ page: string; out: string }> {
    const folder = temporaryFolder();
    const [page, out] = [file(folder), path.join(folder, 'drafts')];
    writeFileSync(page, text);
    expect((await docs('draft', page, '--out', out)).status).toBe(0);
    return { page, out };
  }

  test('lock, diff and status say what is wrong, with the exit codes of the other commands', async () => {
    const folder = temporaryFolder();
    expect(await docs('diff', path.join(folder, 'none.txt'))).toMatchObject({ status: 2 });
    expect(await docs('diff', '--specs', folder)).toMatchObject({ status: 2 });
    expect(await docs('lock')).toMatchObject({ status: 2 });
    writeFileSync(path.join(folder, 'ListOther.txt'), currentAlibaba(samplePage('alibaba')));
    const unknown = await docs('diff', path.join(folder, 'ListOther.txt'));
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('docs draft');
    const json = await docs('diff', '--reporter', 'json');
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, violations: [] });
    expect((await docs('diff', '--operation', 'ListOperationTasks')).stderr).toContain(
      'did you mean ListOperationTask?',
    );
  });

  test('a page cannot steer the terminal of who locks it', async () => {
    const text = currentAlibaba(samplePage('alibaba'));
    const { page, out } = await drafted(text.replace('Request parameters', 'Request parameters\n\n\u001b[2JGone'));
    const { stderr, status } = await docs('lock', page, '--specs', out);
    expect(status).toBe(0);
    expect(stderr).toContain('not understood: \\u001b[2JGone');
  });

  test('a lock that cannot be written is said in words', async () => {
    const { page, out } = await drafted();
    const product = path.join(out, 'alibaba-cloud', 'sas-unknown');
    rmSync(path.join(product, 'ListVaultScans.page.yaml'));
    mkdirSync(path.join(product, 'ListVaultScans.page.yaml', 'in-the-way'), { recursive: true });
    const { stderr, status } = await docs('lock', page, '--specs', out);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot (?:read|write) .*ListVaultScans\.page\.yaml/);
    expect(stderr).not.toContain('    at ');
  });

  test('a page that differs is exit code 1, with place and remedy', async () => {
    const { page, out } = await drafted();
    writeFileSync(page, currentAlibaba(samplePage('alibaba')).replace('Default value: 20.', 'Default value: 30.'));
    const { status, stdout } = await docs('diff', page, '--specs', out);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /parameter PageSize: default is 30 on the page, 20 in the contract \(.*ListVaultScans\.txt:\d+\)/,
    );
    expect((await docs('lock', page, '--specs', out)).status).toBe(0);
    expect((await docs('diff', '--specs', out)).status).toBe(1);
  });
});

test('decisions have an id each, also where their names differ in their spelling only', () => {
  const decisions = new OpenDecisions();
  for (const id of ['type-of-TaskId', 'type-of-Task-Id', 'type-of-task_id'])
    decisions.add({ id, page: 'p', where: 'w', chosen: 'c', because: 'b' });
  expect(decisions.list.map((one) => one.id)).toEqual(['type-of-task-id', 'type-of-task-id2', 'type-of-task-id3']);
});
