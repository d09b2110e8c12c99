import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { runCommand } from './command/run-command.js';
import { startCounting, startSmall } from './command/servers.js';
import { serve } from './transport/serve.js';

describe('Ctrl-C', () => {
  test('ends a run with a partial report, exit code 130, and nothing left behind', async () => {
    const server = await startCounting(await startSmall());
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
