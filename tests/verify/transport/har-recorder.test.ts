import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { check } from '../../../scripts/check/check.js';
import { Secrets } from '../../../scripts/report/secrets.js';
import type { Answer } from '../../../scripts/verify/transport/answer.js';
import { HarRecorder } from '../../../scripts/verify/transport/har-recorder.js';
import type { WireExchange } from '../../../scripts/verify/transport/transport.js';
import { contracts } from '../../support/mock-contracts.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const none = new Secrets();
const url = new URL('http://me:pw@127.0.0.1:4010/base/');
const sent = {
  method: 'GET',
  target: '/?PageSize=20&b=a+b',
  headers: { 'x-acs-action': 'ListOperationTask', 'x-acs-version': '2018-12-03', authorization: 'secret-1' },
};
const asked = { wire: { ...sent, headers: {} }, parameters: {} };

function exchangeOf(answer: Partial<Answer>, more: Partial<WireExchange['sent']> = {}): WireExchange {
  const operation = 'ListOperationTask';
  return {
    operation,
    sent: { ...sent, ...more },
    answer: { asked, ...answer } as Answer,
    started: Date.parse('2026-01-02T03:04:05.678Z'),
    duration: 12.3456,
  };
}

const reply = (text: string, status = 200) =>
  exchangeOf({ kind: 'reply', status, headers: { 'content-type': 'application/json', 'x-a': 'secret-1' }, text });

test('a recording has every exchange, as HAR 1.2 wants it', () => {
  const file = path.join(folder, 'a.har');
  const recorder = new HarRecorder(file, url, none);
  recorder.add(reply('{"a":9007199254740993}', 404));
  recorder.add(
    exchangeOf({ kind: 'no-reply', reason: 'timeout', message: 'too late' }, { method: 'POST', body: 'ä=1' }),
  );
  recorder.close();
  const { log } = JSON.parse(readFileSync(file, 'utf8'));
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'cloudsec-contracts' } });
  expect(log.entries).toMatchObject([
    {
      startedDateTime: '2026-01-02T03:04:05.678Z',
      time: 12.346,
      request: {
        method: 'GET',
        url: 'http://127.0.0.1:4010/base/?PageSize=20&b=a+b',
        queryString: [
          { name: 'PageSize', value: '20' },
          { name: 'b', value: 'a b' },
        ],
      },
      response: {
        status: 404,
        statusText: 'Not Found',
        content: { size: 22, mimeType: 'application/json', text: '{"a":9007199254740993}' },
      },
    },
    {
      request: { method: 'POST', postData: { text: 'ä=1' }, bodySize: 4 },
      response: { status: 0, _error: 'too late' },
    },
  ]);
  // Whoever else works on the machine need not read it.
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('a recording is whole at any time, so that a killed run leaves one behind', () => {
  const file = path.join(folder, 'a.har');
  const recorder = new HarRecorder(file, url, none);
  for (let count = 0; count < 5; count++) {
    expect(JSON.parse(readFileSync(file, 'utf8')).log.entries).toHaveLength(count);
    // Shorter and shorter, so that nothing of the one before may be left.
    recorder.add(reply('x'.repeat(1000 - 200 * count)));
  }
  recorder.close();
});

test('no credential is recorded: neither those of the run, nor that of the request, wherever the server repeats it', () => {
  const file = path.join(folder, 'a.har');
  const recorder = new HarRecorder(file, url, new Secrets({ headers: { 'x-key': 'of-the-run' }, url: url.href }));
  const echo = { a: 'secret-1', b: encodeURIComponent('of-the-run'), c: Buffer.from('secret-1').toString('base64') };
  recorder.add(reply(JSON.stringify(echo)));
  recorder.add(exchangeOf({ kind: 'no-reply', reason: 'reset', message: 'x' }, { target: '/?Signature=sig/1&a=b' }));
  recorder.close();
  const text = readFileSync(file, 'utf8');
  for (const secret of ['secret-1', 'of-the-run', echo.c.slice(0, -2), 'pw', 'sig/1'])
    expect(text).not.toContain(secret);
  expect(JSON.parse(text).log.entries[0].request.url).toContain('PageSize=20');
});

test('check judges a recording again', async () => {
  const file = path.join(folder, 'a.har');
  const recorder = new HarRecorder(file, new URL('http://127.0.0.1:4010'), none);
  recorder.add(reply('{"RequestId":7}'));
  recorder.add(exchangeOf({ kind: 'no-reply', reason: 'timeout', message: 'too late' }));
  recorder.close();
  const report = await check({ files: [file], contracts });
  expect(JSON.stringify(report)).toContain('ListOperationTask');
  expect(report.ok).toBe(false);
});

test('a file that cannot be written is said before the run', () => {
  expect(() => new HarRecorder(path.join(folder, 'no', 'a.har'), url, none)).toThrow(/--record cannot write .*ENOENT/);
});

test.runIf(existsSync('/dev/full'))('a full disk is said behind the run', () => {
  const recorder = new HarRecorder('/dev/full', url, none);
  recorder.add(reply('{}'));
  expect(() => recorder.close()).toThrow(/--record cannot write \/dev\/full: ENOSPC.*make room/);
});
