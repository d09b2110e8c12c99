import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../scripts/check/check.js';
import type { Report } from '../../scripts/verify/index.js';
import { contracts } from '../support/mock-contracts.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startCounting, startSmall, startSmallBroken } from './command/servers.js';
import { verifyHere } from './command/verify-here.js';
import { serve } from './transport/serve.js';

const one = ['--operation', 'ListOperationTask', '--seed', '5', '--runs', '1'];
const few = [...one, '--max-requests', '15'];

const namesOf = ({ operations }: Report) =>
  operations.flatMap(({ operation, properties }) => properties.map(({ name }) => `${operation} ${name}`));

test('--shard divides a run, and --merge puts the reports together again', async () => {
  const url = await startSmallBroken();
  const folder = temporaryFolder();
  const names = new Set<string>();
  const codes: number[] = [];
  for (const shard of ['1/2', '2/2']) {
    const { code, report } = await verifyHere(url, ...few, '--shard', shard);
    codes.push(code);
    expect(`${report.shard?.index}/${report.shard?.count}`).toBe(shard);
    for (const name of namesOf(report)) names.add(name);
    writeFileSync(path.join(folder, `${shard[0]}.json`), JSON.stringify(report));
  }
  expect(codes).toContain(1);
  const merged = await verifyHere('--merge', folder);
  expect(merged.code).toBe(1);
  expect(new Set(namesOf(merged.report))).toEqual(names);
  expect(merged.report.operations).toHaveLength(1);
  expect(merged.report.violations).toHaveLength(1);

  writeFileSync(path.join(folder, 'other.json'), '{"a":1}');
  expect(await verifyHere('--merge', folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('other.json') });
});

test('--baseline is written, then shows as known what it lists; --baseline-update writes it anew', async () => {
  const baseline = path.join(temporaryFolder(), 'baseline.json');
  const args = [await startSmallBroken(), ...few, '--baseline', baseline];
  await verifyHere(...args);
  expect(existsSync(baseline)).toBe(true);
  const again = await verifyHere(...args);
  expect(again).toMatchObject({ code: 0, report: { ok: true, violations: [] } });
  expect(again.report.known).toHaveLength(1);

  const empty = { ...JSON.parse(readFileSync(baseline, 'utf8')), defects: [] };
  writeFileSync(baseline, JSON.stringify(empty));
  expect((await verifyHere(...args)).code).toBe(1);
  await verifyHere(...args, '--baseline-update');
  expect((await verifyHere(...args)).code).toBe(0);
});

test('--waivers make warnings of what they name, and are named themselves when they have expired', async () => {
  const url = await startSmallBroken();
  const waivers = path.join(temporaryFolder(), 'waivers.yaml');
  const waived = (expires: string) => {
    const lines = ['- operation: ListOperationTask', 'property: documented-values', 'reason: they know'];
    writeFileSync(waivers, [...lines, `expires: ${expires}`].join('\n  '));
    return verifyHere(url, ...few, '--waivers', waivers);
  };
  const { code, report } = await waived('2999-12-31');
  expect(code).toBe(0);
  expect(report.violations).toMatchObject([{ severity: 'warning', waived: 'they know' }]);
  expect((await waived('2001-01-31')).code).toBe(1);
});

test('--record writes what check judges alike, without a network', async () => {
  const har = path.join(temporaryFolder(), 'a.har');
  expect((await verifyHere(await startSmallBroken(), ...few, '--record', har)).code).toBe(1);
  const checked = await check({ files: [har], contracts });
  expect(checked.violations).toContainEqual(expect.objectContaining({ actual: 'CHECK' }));

  expect((await verifyHere(await startSmall(), ...few, '--record', har)).code).toBe(0);
  expect((await check({ files: [har], contracts })).violations).toEqual([]);
});

test('--value and --header travel exactly', async () => {
  const targets: string[] = [];
  const headers = new Set<unknown>();
  const { url, onRequest } = await startCounting(await startSmall());
  onRequest((_, request) => {
    targets.push(request.url ?? '');
    headers.add(request.headers['x-mine']);
  });
  const value = ['--value', 'ListOperationTask.CheckId=9007199254740993', '--value', 'ListOperationTask.CheckId=8,9'];
  const args = [url, ...one, '--property', 'filter:CheckId', ...value, '--header', 'X-Mine: a: b'];
  const { report } = await verifyHere(...args);
  for (const id of ['9007199254740993', '8', '9']) {
    const isAsked = (target: string) => new RegExp(`[?&]CheckId=${id}(?:&|$)`).test(target);
    expect(targets.filter(isAsked).length).toBeGreaterThan(0);
  }
  expect(targets.join()).not.toContain('9007199254740992');
  expect([...headers]).toEqual(['a: b']);
  expect(report.operations).toHaveLength(1);
});

test('--property, --operation and --seed choose what is asked, the same in every run', async () => {
  const args = [await startSmallBroken(), ...few, '--property', 'documented-values'];
  const [first, second] = [await verifyHere(...args), await verifyHere(...args)];
  expect(first.code).toBe(1);
  expect(namesOf(first.report)).toEqual(['ListOperationTask documented-values']);
  expect(second.report.operations).toEqual(first.report.operations);
  expect(second.report.violations.map(({ property }) => property)).toEqual(['documented-values']);
});

test('--max-violations ends a run early', async () => {
  const args = [await startSmallBroken(), ...one, '--property', 'documented-values', '--max-violations'];
  const { code, report } = await verifyHere(...args, '1');
  expect(code).toBe(1);
  expect(report.interrupted).toMatchObject({
    by: 'violations',
    text: expect.stringMatching(/^[1-9]\d* places break the contracts, and --max-violations is 1$/),
  });
  const all = await verifyHere(...args, '1000');
  expect(all.report.interrupted).toBeUndefined();
  expect(report.operations[0]?.requests).toBeLessThan(all.report.operations[0]?.requests ?? 0);
});

test('--strict makes an error of what is only a warning', async () => {
  const url = await startSmall({
    plant: ({ ListOperationTask }) => {
      const { view } = ListOperationTask;
      ListOperationTask.view = (row, query) => ({ ...view(row, query), Undeclared: 1 });
    },
  });
  const lenient = await verifyHere(url, ...few);
  expect(lenient.code).toBe(0);
  const [warning] = lenient.report.violations;
  expect(warning).toMatchObject({ severity: 'warning', replay: expect.not.stringContaining('--strict') });
  const strict = await verifyHere(url, ...few, '--strict');
  expect(strict.code).toBe(1);
  expect(strict.report.violations[0]).toMatchObject({ severity: 'error', replay: expect.stringMatching(/ --strict$/) });
});

test('--specs names other specs, whose ids may have any spelling', async () => {
  const specs = path.join(temporaryFolder(), 'specs');
  mkdirSync(specs);
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  const ids = ['get it', 'get.it', 'get/../it', '取得'];
  const paths = Object.fromEntries(
    ids.map((operationId, index) => [`/p${index}`, { get: { operationId, responses } }]),
  );
  writeFileSync(
    path.join(specs, 'any.yaml'),
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths }),
  );
  const url = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.startsWith('/p1') ? '{"a":"x"}' : '{"a":1}');
  });
  const { code, report } = await verifyHere(
    ...[url, '--specs', specs, '--seed', '1', '--runs', '1', '--max-requests', '60', '--timeout', '9999'],
  );
  expect(code).toBe(1);
  expect(report.operations.map(({ operation }) => operation).sort()).toEqual([...ids].sort());
  expect(new Set(report.violations.map(({ operation }) => operation))).toEqual(new Set(['get.it']));
  // Whoever types it again gets the same.
  expect(report.violations[0]?.replay).toMatch(
    new RegExp(` --operation get\\.it .*--seed 1 --runs 1 --specs ${specs} --timeout 9999$`),
  );
});

describe('what a user can mend is found before anything is asked', () => {
  const url = 'http://127.0.0.1:1';
  test.each<[string[], RegExp]>([
    [['not-an-address'], /"not-an-address" is no http or https address/],
    [
      [url, '--operation', 'ListOperationTsk'],
      /"ListOperationTsk", which does not exist; did you mean ListOperationTask\?/,
    ],
    [[url, '--property', 'page-windw'], /"page-windw", which does not exist; did you mean page-window\?/],
    [[url, '--value', 'ListOperationTask.PageSzie=1'], /did you mean PageSize\?/],
    [[url, '--reporter', 'xml'], /--reporter is "xml"; choose one of/],
    [[url, '--waivers', 'nowhere.yaml'], /nowhere\.yaml/],
    [[url, '--specs', 'nowhere'], /nowhere/],
    [[url, '--ca', 'nowhere.pem'], /--ca names the file nowhere\.pem/],
    [[url, '--proxy', 'ftp://me:secret@p'], /--proxy is no http or https address/],
    [['--merge', 'nowhere'], /nowhere/],
  ])('%j', async (args, want) => {
    const { code, report, stderr } = await verifyHere(...args);
    expect({ code, report }).toEqual({ code: 2, report: {} });
    expect(stderr).toMatch(want);
    expect(stderr).not.toMatch(/\n\s+at |secret/);
  });
});
