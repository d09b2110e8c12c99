import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import type { LoadedSpecs } from '../../scripts/load/load.js';
import type { Problem } from '../../scripts/load/problem.js';
import { keptSpecs } from '../../scripts/mock/contract-cache.js';
import { startMock } from '../../scripts/mock/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The cache folder that this user has, for one test. */
let cache: string;
beforeEach(() => {
  const home = temporaryFolder();
  cache = path.join(home, 'cloudsec-contracts');
  vi.stubEnv('XDG_CACHE_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** What is worth keeping: more than half a megabyte. */
const large = `# ${'x'.repeat(500_000)}\n`;
const specsOf = (files: Readonly<Record<string, string>>) => {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
};

/** A way to read specs that counts how often it is used. */
function counted() {
  const contracts = [{ id: 'look', origins: { '/request': 'a.yaml:1' } } as unknown as Contract];
  const problems = [{ level: 'warning', file: 'a.yaml', message: 'odd' } as Problem];
  const load = vi.fn((): LoadedSpecs => ({ contracts, problems }));
  return { load, contracts, problems };
}

const kept = () => readdirSync(cache).sort();

test('what is large is read once, and is the same the second time, but for where it comes from', () => {
  const specs = specsOf({ 'a.yaml': large, 'below/b.json': '{}' });
  const { load, contracts, problems } = counted();
  expect(keptSpecs(specs, load)).toEqual({ contracts, problems });
  expect(keptSpecs(specs, load)).toEqual({ contracts: [{ id: 'look', origins: {} }], problems });
  expect(load).toHaveBeenCalledTimes(1);
  expect(kept()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  // Nobody else can write, or read, what is kept.
  expect([statSync(cache).mode & 0o777, statSync(path.join(cache, kept()[0] as string)).mode & 0o777]).toEqual([
    0o700, 0o600,
  ]);
});

test.each<[what: string, change: (folder: string) => void, again: boolean]>([
  ['a changed spec', (folder) => writeFileSync(path.join(folder, 'below/b.yml'), 'openapi: 3.1.1'), true],
  ['a new one', (folder) => writeFileSync(path.join(folder, 'below/c.json'), '{}'), true],
  ['a file that is no spec', (folder) => writeFileSync(path.join(folder, 'README.md'), 'read'), false],
  ['nothing', () => {}, false],
])('after a change, here %s, what is kept is used where it is the same', (_, change, again) => {
  const folder = specsOf({ 'a.yaml': large, 'below/b.yml': 'openapi: 3.1.0' });
  const { load } = counted();
  keptSpecs(folder, load);
  change(folder);
  keptSpecs(folder, load);
  expect(load).toHaveBeenCalledTimes(again ? 2 : 1);
});

test.each<[what: string, specs: () => string]>([
  ['what is small', () => specsOf({ 'a.yaml': large.slice(0, -10), 'README.md': large })],
  ['a single document', () => path.join(specsOf({ 'a.yaml': large }), 'a.yaml')],
  ['what is not there', () => '/no/such/folder'],
])('%s is not kept', (_, specs) => {
  const { load } = counted();
  const where = specs();
  keptSpecs(where, load);
  keptSpecs(where, load);
  expect(load).toHaveBeenCalledTimes(2);
  expect(() => statSync(cache)).toThrow('ENOENT');
});

test('what cannot be kept, or read again, is read anew', () => {
  const specs = specsOf({ 'a.yaml': large });
  const { load, contracts, problems } = counted();
  writeFileSync(cache, 'a file where the folder would be');
  expect(keptSpecs(specs, load)).toEqual({ contracts, problems });
  vi.stubEnv('XDG_CACHE_HOME', path.join(temporaryFolder(), 'new'));
  cache = path.join(process.env.XDG_CACHE_HOME as string, 'cloudsec-contracts');
  keptSpecs(specs, load);
  writeFileSync(path.join(cache, kept()[0] as string), '{"contracts":');
  expect(keptSpecs(specs, load)).toEqual({ contracts, problems });
  expect(load).toHaveBeenCalledTimes(3);
});

test('eight are kept: the oldest goes', () => {
  mkdirSync(cache, { recursive: true });
  for (let age = 1; age <= 9; age++) {
    const file = path.join(cache, `${age}.json`);
    writeFileSync(file, '');
    utimesSync(file, new Date(), new Date(Date.now() - age * 60_000));
  }
  keptSpecs(specsOf({ 'a.yaml': large }), counted().load);
  expect(kept()).toHaveLength(8);
  expect(kept().filter((name) => name.length < 10)).toEqual([1, 2, 3, 4, 5, 6, 7].map((age) => `${age}.json`));
});

test('a mock of large specs starts from what is kept, unless it is to be strict', async () => {
  const document = `${large}
openapi: 3.1.0
info: { title: Looks, version: '1' }
paths:
  /look: { get: { operationId: look, responses: { '200': { description: ok } } } }
`;
  const specs = specsOf({ 'a.yaml': document });
  const ids = async (strict?: boolean) => {
    const mock = await startMock({ specs, ...(strict === undefined ? {} : { strict }) });
    try {
      expect((await fetch(`${mock.url}/look`)).status).toBe(200);
      return mock.operations.map(({ contract }) => contract.summary);
    } finally {
      await mock.close();
    }
  };
  const [read] = await ids();
  const file = path.join(cache, kept()[0] as string);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"summary":', '"summary":"kept","was":'));
  expect(await ids()).toEqual(['kept']);
  expect(await ids(true)).toEqual([read]);
});
