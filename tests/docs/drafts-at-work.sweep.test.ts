import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../scripts/generate/generate.js';
import { loadContracts } from '../../scripts/load/load.js';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { docs } from './docs-command.js';
import type { PlainPage } from './plain-page.js';
import { currentAlibaba } from './render/alibaba-text.js';
import { huaweiHtml } from './render/html.js';
import { samplePage } from './sample-page.js';

const file = (folder: string) => path.join(folder, 'ListVaultScans.txt');

test('docs draft drafts a folder, and the rest of the toolkit works on the drafts as they are', async () => {
  const folder = temporaryFolder();
  const pages = path.join(folder, 'pages');
  const out = path.join(folder, 'drafts');
  mkdirSync(pages);
  // Without bounds on the size of pages: verify asks for larger ones than a page may allow.
  const unbounded = (one: PlainPage) => ({
    ...one,
    parameters: one.parameters.map((parameter) => ({ ...parameter, bounds: {} })),
  });
  writeFileSync(file(pages), currentAlibaba(unbounded(samplePage('alibaba'))));
  writeFileSync(path.join(pages, 'QueryScans.html'), huaweiHtml(unbounded(samplePage('huawei')), 'huawei blocks'));
  writeFileSync(path.join(pages, 'notes.txt'), 'no page at all');

  // As a user runs it, once.
  const draft = cli(['docs', 'draft', pages, '--out', out, '--api-version', '2018-12-03']);
  expect(draft.stdout).toContain('2 of 3 pages drafted');
  expect(draft.stderr).toContain('notes.txt is like no page');
  expect(draft.status).toBe(2);
  const again = await docs('draft', file(pages), '--out', out, '--api-version', '2018-12-03');
  expect(again.stderr).toContain('is there already');

  const diff = await docs('diff', file(pages), path.join(pages, 'QueryScans.html'), '--specs', out);
  expect(diff.stdout).toContain('Pages and contracts agree.');
  expect(diff.status).toBe(0);
  expect((await docs('diff', '--specs', out)).status).toBe(0);

  const status = await docs('status', '--specs', out);
  expect(status.stdout).toMatch(/ListVaultScans \(page locked\): \d+ proposals/);
  expect(status.stdout).toContain('proposed x-pagination');

  expect((await generate({ specs: out, out: path.join(folder, 'generated') })).problems).toEqual([]);

  const mock = await startMock({ specs: out, port: 0 });
  try {
    const contracts = loadContracts(out, { strict: true });
    const { violations, operations } = await verify({ url: mock.url, contracts, runs: 3, seed: 1 });
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
