import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { docs } from './docs-command.js';
import { currentAlibaba } from './render/alibaba-text.js';
import { samplePage } from './sample-page.js';

/** A folder with a page and what is none, and the specs that were drafted from the page. */
async function drafted(more: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  const pages = path.join(folder, 'pages');
  const page = path.join(pages, 'ListVaultScans.txt');
  const specs = path.join(folder, 'specs');
  mkdirSync(pages);
  writeFileSync(page, currentAlibaba(samplePage('alibaba')));
  const { status, stdout } = await docs('draft', page, '--out', specs);
  expect(status).toBe(0);
  for (const [name, text] of Object.entries(more)) writeFileSync(path.join(pages, name), text);
  const spec = stdout.split(':', 1)[0] as string;
  return { pages, page, specs, lock: spec.replace(/\.yaml$/, '.page.yaml') };
}

const strangers = { 'Apple.txt': 'An apple is a fruit.\n', 'Binary.txt': '\0\0', 'Zero.md': '' };

test('a page that cannot be read leaves the others of its folder compared, and is an error', async () => {
  const { pages, specs } = await drafted(strangers);
  const { status, stdout, stderr } = await docs('diff', pages, '--specs', specs);
  expect(status).toBe(2);
  expect(stdout).toContain('ListVaultScans agrees with its page');
  for (const name of Object.keys(strangers)) expect(stderr).toContain(name);
});

test('and stands in the report', async () => {
  const { pages, specs } = await drafted(strangers);
  const { status, stdout } = await docs('diff', pages, '--specs', specs, '--reporter', 'json');
  expect(status).toBe(2);
  const { unreadable, unreadableCount } = JSON.parse(stdout) as {
    unreadable: { file: string; message: string }[];
    unreadableCount: number;
  };
  expect(unreadableCount).toBe(3);
  expect(unreadable.map(({ file }) => path.basename(file))).toEqual(Object.keys(strangers));
  for (const { message } of unreadable) expect(message).toContain('save the page');
});

test('and leaves the others locked', async () => {
  const { pages, specs, lock } = await drafted(strangers);
  writeFileSync(lock, '');
  const { status, stdout, stderr } = await docs('lock', pages, '--specs', specs);
  expect(status).toBe(2);
  expect(stdout).toContain('ListVaultScans.page.yaml');
  expect(readFileSync(lock, 'utf8')).toContain('WAITING');
  for (const name of Object.keys(strangers)) expect(stderr).toContain(name);
});

test('a folder without any page that can be read is an error and nothing else', async () => {
  const { pages, page, specs } = await drafted(strangers);
  writeFileSync(page, 'A pear is one as well.');
  for (const command of ['diff', 'lock']) {
    const { status, stdout } = await docs(command, pages, '--specs', specs);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  }
});

test('but a report is written all the same', async () => {
  const { pages, page, specs } = await drafted(strangers);
  writeFileSync(page, 'A pear is one as well.');
  const { status, stdout } = await docs('diff', pages, '--specs', specs, '--reporter', 'json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ violations: [], unreadableCount: 4 });
});

test('a page that is cut short does not take the place of a whole one in a lock', async () => {
  const { page, specs, lock } = await drafted();
  const before = readFileSync(lock, 'utf8');
  const whole = readFileSync(page, 'utf8');
  writeFileSync(page, whole.slice(0, whole.indexOf('Error codes')));
  const { status, stderr } = await docs('lock', page, '--specs', specs);
  expect(status).toBe(2);
  expect(stderr).toMatch(/ListVaultScans\.txt seems to be cut short: .*"error codes".*whole page.*remove/s);
  expect(readFileSync(lock, 'utf8')).toBe(before);
});
