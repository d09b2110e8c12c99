import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startReference } from '../reference/server.js';
import { executable } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { checkText } from './support.js';
import { record } from './traffic.js';

// A heap that holds what the program needs by itself, but not a file of this size beside it.
test('12 MB of NDJSON are judged in a heap of 32 MB', async () => {
  const file = path.join(temporaryFolder(), 'large');
  const out = createWriteStream(file);
  const server = await startReference();
  const lines = await record(server);
  await server.close();
  const texts = lines.map((line) => JSON.stringify(line));
  let count = 0;
  for (let bytes = 0; bytes < 12e6; ) {
    for (const text of texts) {
      // Every response has an ID of its own.
      const line = `${text.replace(/3956048F-9D73-5EDB-834B-[0-9A-F]{12}/, () => `ID-${count++}`)}\n`;
      bytes += Buffer.byteLength(line);
      if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', resolve));
    }
  }
  await finished(out.end());
  const argv = ['--max-old-space-size=32', executable, 'check', file, '--reporter', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 1 << 26 });
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, unreadableCount: 0 });
});

test('a million violations are counted, and few are kept', async () => {
  const bad = JSON.stringify({
    operation: 'ListOperationLogsByVaultName',
    response: { status: 200, body: { total_num: -1, data_list: [] } },
  });
  const report = await checkText(`${bad}\n`.repeat(50_000));
  const found = report.operations[0]?.properties.find(({ name }) => name === 'response-schema');
  expect(found).toMatchObject({ outcome: 'violated', runs: 50_000, compared: 50_000 });
  expect(report.violations.length).toBeLessThan(100);
});
