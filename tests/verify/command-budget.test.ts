import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { startMock } from '../../scripts/mock/index.js';
import type { Report } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { runCommand } from './command/run-command.js';
import { startCounting, startHonest, startSilent } from './command/servers.js';
import { serve } from './transport/serve.js';

const ids = loadContracts('specs').map(({ id }) => id);
const operations = (count: number) => ids.slice(0, count).flatMap((id) => ['--operation', id]);

describe('--max-requests', () => {
  const table = [1, 7, 50, 1000].flatMap((limit) => [1, 3, 5].map((count): [number, number] => [limit, count]));
  test.each(table)('%d holds over %d operations', async (limit, count) => {
    const server = await startCounting(await startHonest());
    const { code, stdout, stderr } = await runCommand([
      ...['verify', server.url, ...operations(count), '--seed', '3', '--runs', '3'],
      ...['--max-requests', String(limit), '--reporter', 'json'],
    ]);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { operations: { requests: number }[]; violations: unknown[] };
    expect(report.operations).toHaveLength(count);
    expect(report.violations).toEqual([]);
    // Exactly as many as the server saw are said to have been sent.
    expect(report.operations.reduce((sum, { requests }) => sum + requests, 0)).toBe(server.count());
    expect(server.count()).toBeLessThanOrEqual(limit);
    if (limit <= 50) expect(server.count()).toBe(limit);
  });
});

test('a small budget is not spent on the first of several long lists', async () => {
  const mock = await startMock({ specs: 'specs', records: 4_000 });
  try {
    const { stdout } = await runCommand([
      ...['verify', mock.url, '--seed', '3', '--max-requests', '60', '--reporter', 'json'],
    ]);
    const report = JSON.parse(stdout) as Report;
    expect(report.violations).toEqual([]);
    for (const { operation, requests, properties } of report.operations) {
      const exercised = properties.filter(({ compared }) => compared > 0).length;
      expect({ operation, isAsked: requests >= 5 && exercised >= 5 }).toEqual({ operation, isAsked: true });
    }
  } finally {
    await mock.close();
  }
});

test('--rate holds: requests leave no faster than it says', async () => {
  const file = path.join(temporaryFolder(), 'a.har');
  const { code } = await runCommand([
    ...['verify', await startHonest(), ...operations(1), '--seed', '3', '--max-requests', '30'],
    ...['--rate', '50', '--concurrency', '8', '--record', file],
  ]);
  expect(code).toBe(0);
  const { entries } = JSON.parse(readFileSync(file, 'utf8')).log as { entries: { startedDateTime: string }[] };
  // By the command's own clock: on their way, requests may catch up with each other.
  const times = entries.map(({ startedDateTime }) => Date.parse(startedDateTime)).sort((a, b) => a - b);
  expect(times).toHaveLength(30);
  expect((times[29] as number) - (times[0] as number)).toBeGreaterThanOrEqual((29 / 50) * 1000 - 2);
});

test('--concurrency holds: so many requests are on their way at once, and not one more', async () => {
  let open = 0;
  let most = 0;
  const url = await serve((_, response) => {
    most = Math.max(most, ++open);
    setImmediate(() => {
      open--;
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await runCommand(['verify', url, ...operations(1), '--runs', '2', '--concurrency', '2']);
  expect(most).toBeLessThanOrEqual(2);
  expect(most).toBeGreaterThan(0);
});

describe('--max-time', () => {
  test('ends a run that would take longer, with what is known by then', async () => {
    const { code, stdout } = await runCommand([
      ...['verify', await startSilent(), '--max-time', '0.5', '--reporter', 'json', '--seed', '1'],
    ]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ interrupted: { by: 'time' }, violations: [] });
    expect(report.operations).toHaveLength(5);
    expect(code).toBe(0);
  });
});

describe('Ctrl-C', () => {
  test('ends a run with a partial report, exit code 130, and nothing left behind', async () => {
    const server = await startCounting(await startHonest());
    const folder = temporaryFolder();
    const har = path.join(folder, 'a.har');
    const file = path.join(folder, 'a.json');
    let interrupt = () => {};
    server.onRequest((count) => {
      if (count === 20) interrupt();
    });
    const outcome = await runCommand(
      ['verify', server.url, '--seed', '1', '--record', har, '--reporter', `json=${file}`, '--reporter', 'default'],
      {
        onStart: (child) => {
          interrupt = () => child.kill('SIGINT');
        },
      },
    );
    expect(outcome.code).toBe(130);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
    expect(outcome.stdout).toContain('interrupted');
    const report = JSON.parse(readFileSync(file, 'utf8'));
    expect(report.interrupted.by).toBe('signal');
    expect(report.operations).toHaveLength(5);
    expect(JSON.parse(readFileSync(har, 'utf8')).log.entries.length).toBeGreaterThanOrEqual(10);
    // Nothing leaves afterwards.
    const count = server.count();
    expect(count).toBeLessThan(60);
  });

  test('while nobody answers ends at once', async () => {
    let interrupt = () => {};
    const url = await serve(() => interrupt());
    const outcome = await runCommand(['verify', url, '--seed', '1'], {
      onStart: (child) => {
        interrupt = () => child.kill('SIGINT');
      },
    });
    expect(outcome.code).toBe(130);
    expect(outcome.stdout).not.toContain('no response');
  });
});
