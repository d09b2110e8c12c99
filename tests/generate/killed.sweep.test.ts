import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openOutput } from '../../scripts/generate/output/open-output.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { contents } from './contents.js';

test('runs that are killed leave all old files or all new ones', async () => {
  const out = temporaryFolder();
  // The generator's own output part, on texts that say their version: the build before it would only take longer.
  const script = `
    const { openOutput } = await import(${JSON.stringify(path.resolve('dist/generate/output/open-output.js'))});
    const { codeFile } = await import(${JSON.stringify(path.resolve('dist/generate/generated-file.js'))});
    const [out, version] = process.argv.slice(1);
    const output = await openOutput(out, false);
    for (let i = 0; i < 40; i++) await output.add(codeFile('Op' + (i % 8) + '/' + i + '.js', [], version.repeat(500)));
    process.stdout.write('ready');
    await output.finish();
  `;
  const run = (version: string) =>
    spawn(process.execPath, ['--input-type=module', '-e', script, out, version], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const versions = () =>
    Object.entries(contents(out)).flatMap(([name, text]) => (name.startsWith('Op') ? [text.split('\n')[1]?.[0]] : []));
  await once(run('a'), 'exit');
  const left = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const version = String.fromCharCode('b'.charCodeAt(0) + round);
    const child = run(version);
    const ended = once(child, 'exit');
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    // Each round is ended a little later in the phase that writes.
    for (let spins = 0; spins < round * 200; spins++) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    // Whoever was told to move the files holds the lock until all of them are moved.
    await (await openOutput(out, false)).abandon();
    const found = new Set(versions());
    expect([...found]).toHaveLength(1);
    left.add([...found][0] ?? '');
    expect(readdirSync(out).filter((name) => /new|lock/.test(name))).toEqual([]);
  }
  expect(left).not.toContain('');
});
