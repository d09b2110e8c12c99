import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { registerVerify } from '../../scripts/verify/command.js';
import { commandHere, type HereOutcome } from '../support/command-here.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startHostile, startPoor, startSilent, startSmall, startSmallBroken } from './command/servers.js';
import { serve } from './transport/serve.js';

const SECRET = 'Bearer the-token-of-this-account';
const KEY = 'k-4711-of-this-account';

const run = (...args: readonly string[]) => commandHere(registerVerify, ['verify', ...args]);

/** Runs the command once with every reporter, against one operation, and a recording. */
async function verifyWithAll(url: string, ...more: string[]) {
  const folder = temporaryFolder();
  const files = { json: 'a.json', junit: 'a.xml', html: 'a.html', markdown: 'a.md', default: 'a.txt', har: 'a.har' };
  const file = (name: keyof typeof files) => path.join(folder, files[name]);
  const reporters = (['json', 'junit', 'html', 'markdown', 'default'] as const).flatMap((name) => [
    '--reporter',
    `${name}=${file(name)}`,
  ]);
  // What is told to GitHub belongs to the tests' own job.
  for (const name of ['GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE']) vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const outcome = await run(
    url,
    ...['--operation', 'ListOperationTask', '--seed', '5', '--runs', '1', '--max-requests', '40'],
    ...['--header', `Authorization: ${SECRET}`, '--header', `X-Key: ${KEY}`],
    ...reporters,
    ...['--reporter', 'github-actions', '--record', file('har')],
    ...more,
  );
  const texts = Object.fromEntries(
    Object.keys(files).map((name) => {
      const one = file(name as keyof typeof files);
      return [name, existsSync(one) ? readFileSync(one, 'utf8') : ''];
    }),
  ) as Record<keyof typeof files, string>;
  return { outcome, texts, all: [outcome.stdout, outcome.stderr, ...Object.values(texts)].join('\n') };
}

/** Lines that GitHub takes for commands. */
const annotations = ({ stdout }: HereOutcome) => stdout.split('\n').filter((line) => /^\s*::/.test(line));
/** The names of all elements of a text that has to be well-formed XML. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => names.push(name));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return names;
}

describe('an honest server', () => {
  test('keeps the contract, in every report', async () => {
    const { outcome, texts } = await verifyWithAll(await startSmall());
    expect(outcome.code).toBe(0);
    expect(annotations(outcome)).toHaveLength(1);
    expect(outcome.stdout).toMatch(/^::notice /);
    const report = JSON.parse(texts.json);
    expect(report).toMatchObject({
      ok: true,
      seed: 5,
      violations: [],
      operations: [{ operation: 'ListOperationTask' }],
    });
    expect(
      report.operations[0].properties.filter(({ outcome }: { outcome: string }) => outcome === 'held').length,
    ).toBeGreaterThan(20);
    const elements = elementsOf(texts.junit);
    expect(elements).not.toContain('failure');
    // What was not exercised is skipped, never passed.
    expect(elements.filter((name) => name === 'skipped')).toHaveLength(
      report.operations[0].properties.filter(({ outcome }: { outcome: string }) => outcome === 'not-exercised').length,
    );
    for (const text of [texts.default, texts.markdown, texts.html]) expect(text).toContain('Nothing that was compared');
  });
});

describe('a broken server', () => {
  test('is reported with one entry that can be acted on alone, in every report', async () => {
    const { outcome, texts } = await verifyWithAll(await startSmallBroken());
    expect(outcome.code).toBe(1);
    const [annotation, ...others] = annotations(outcome);
    expect(annotation).toMatch(
      /^::error file=\S*specs\/alibaba-cloud\/sas-2018-12-03\/ListOperationTask\.yaml,line=\d+,/,
    );
    expect(others).toHaveLength(1);
    const report = JSON.parse(texts.json);
    expect(report.ok).toBe(false);
    expect(report.violations).toHaveLength(1);
    expect(report.violations[0]).toMatchObject({
      operation: 'ListOperationTask',
      severity: 'error',
      place: '/OperationTasks/*/Type',
      expected: ['REPAIR', 'ROLLBACK'],
      actual: 'CHECK',
      spec: expect.stringMatching(/ListOperationTask\.yaml:\d+$/),
      curl: expect.stringMatching(/^curl .*x-acs-action: ListOperationTask.*"\$AUTHORIZATION"/),
      replay: expect.stringMatching(/^npx cloudsec-contracts verify http.* --seed 5/),
    });
    expect(elementsOf(texts.junit).filter((name) => name === 'failure')).toHaveLength(1);
    for (const text of [texts.default, texts.markdown, texts.html]) expect(text).toContain('CHECK');
  });

  test('shows the defect again when the replay line is run', async () => {
    const { texts } = await verifyWithAll(await startSmallBroken());
    const { replay } = JSON.parse(texts.json).violations[0] as { replay: string };
    const words = spawnSync(
      'sh',
      ['-c', `for word in ${replay.slice('npx cloudsec-contracts '.length)}; do echo "$word"; done`],
      {
        encoding: 'utf8',
        env: { AUTHORIZATION: SECRET, X_KEY: KEY },
      },
    ).stdout.trimEnd();
    const again = await commandHere(registerVerify, [...words.split('\n'), '--reporter', 'json']);
    expect(again.code).toBe(1);
    expect(JSON.parse(again.stdout).violations).toContainEqual(
      expect.objectContaining({ place: '/OperationTasks/*/Type', actual: 'CHECK' }),
    );
  });
});

describe('a poor account', () => {
  test('breaks nothing, and is told what was not tried and what would help', async () => {
    const { outcome, texts } = await verifyWithAll(await startPoor());
    expect(outcome.code).toBe(0);
    const { properties } = JSON.parse(texts.json).operations[0] as {
      properties: { name: string; outcome: string; compared: number; remedies?: string[] }[];
    };
    const untried = properties.filter(({ outcome }) => outcome === 'not-exercised');
    const names = untried.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['documented-values', 'page-partition', 'filter:Type']));
    for (const { name, compared, remedies } of untried) {
      expect({ name, compared, help: (remedies ?? []).length > 0 }).toEqual({ name, compared: 0, help: true });
    }
    expect(texts.default).toContain('would help');
  });

  test('fails where a share has to be exercised', async () => {
    const { outcome } = await verifyWithAll(await startPoor(), '--require-exercised', '0.95');
    expect(outcome.code).toBe(1);
    expect(outcome.stderr + outcome.stdout).toMatch(/exercised/);
  });
});

describe('a hostile server', () => {
  test('can neither steer what shows its texts, nor have credentials shown', async () => {
    const { outcome, texts, all } = await verifyWithAll(await startHostile());
    expect(outcome.code).toBe(1);
    for (const secret of [SECRET, KEY, SECRET.slice(7), Buffer.from(SECRET).toString('base64')]) {
      expect(all).not.toContain(secret);
    }
    for (const text of [outcome.stdout, outcome.stderr, texts.default, texts.markdown, texts.junit]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }
    const defects = JSON.parse(texts.json).violations.length;
    for (const line of annotations(outcome))
      expect(line).toMatch(/^::(?:error|warning|notice) (?:file=\S+,line=\d+,)?title=/);
    expect(annotations(outcome).length).toBeLessThanOrEqual(defects + 3);
    expect(elementsOf(texts.junit)).toContain('failure');
    expect(texts.junit).not.toMatch(/<testcase[^>]*name="forged"/);
    expect(texts.html).not.toMatch(/<(?:script|img)/i);
  });

  test('whose body is nested a million times breaks the contract, and not the command', async () => {
    const deep = `{"OperationTasks":${'['.repeat(1e6)}${']'.repeat(1e6)}}`;
    const url = await serve((_, response) => response.setHeader('content-type', 'application/json').end(deep));
    const { outcome, texts } = await verifyWithAll(url, '--max-requests', '5');
    expect(outcome.code).toBe(1);
    expect(texts.default).toMatch(/nested more than \d+ levels deep/);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  test('that claims a thousand million records is not asked for ever', async () => {
    let count = 0;
    const url = await serve((_, response) => {
      count++;
      const PageInfo = { CurrentPage: 1, PageSize: 10, TotalCount: 1e9, Count: 0 };
      response.setHeader('content-type', 'application/json').setHeader('x-acs-request-id', `${count}`);
      response.end(JSON.stringify({ RequestId: `${count}`, PageInfo, OperationTasks: [] }));
    });
    const outcome = await run(
      url,
      '--operation',
      'ListOperationTask',
      '--property',
      'walks',
      '--runs',
      '1',
      '--seed',
      '1',
    );
    expect(outcome.code).toBe(1);
    expect(count).toBeLessThan(100);
  });
});

describe('a server that does not answer', () => {
  test('breaks the contract, and the report says what may help', async () => {
    const { outcome, texts } = await verifyWithAll(await startSilent(), '--timeout', '50');
    expect(outcome.code).toBe(1);
    expect(texts.default).toContain('no complete response within 50 ms');
    expect(texts.default).toContain('raise --timeout (50 ms)');
    expect(texts.default).not.toContain('--max-requests');
  });

  test('or is not there, is the end of the run before it began', async () => {
    const outcome = await run('http://127.0.0.1:1');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^cannot reach http:\/\/127\.0\.0\.1:1: .*; start the server, or correct the address\n?$/,
    );
  });

  test('because it asks for more patience than there is, breaks nothing', async () => {
    const url = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': '86400', 'content-type': 'application/json' }).end('{}'),
    );
    const { outcome, texts } = await verifyWithAll(url);
    expect(outcome.code).toBe(0);
    expect(JSON.parse(texts.json).violations).toEqual([]);
    expect(texts.default).toContain('set a limit with --rate');
  });
});
