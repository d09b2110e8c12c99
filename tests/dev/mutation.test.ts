import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countOf, type Equivalent } from '../../scripts/dev/mutation/count.js';
import { filesOf, roomNames } from '../../scripts/dev/mutation/rooms.js';
import { sampleMutants } from '../../scripts/dev/mutation/sample.js';
import { readTable, writeTable } from '../../scripts/dev/mutation/table.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('rooms', () => {
  test('are the folders of scripts that have tests', () => {
    expect(roomNames([])).toEqual(expect.arrayContaining(['contract', 'mock', 'wire']));
    expect(roomNames(['wire'])).toEqual(['wire']);
    expect(filesOf('wire')).toContain('scripts/wire/form.ts');
  });

  test('that are none are refused, with those that there are', () => {
    expect(() => roomNames(['kitchen'])).toThrow(/there is no room kitchen .*wire/);
  });
});

test('a sample is the same for the same seed, another for another, and has the size that was asked for', async () => {
  const [one, again, other] = [
    await sampleMutants('base', 30, 'a'),
    await sampleMutants('base', 30, 'a'),
    await sampleMutants('base', 30, 'b'),
  ];
  expect(again.ranges).toEqual(one.ranges);
  expect(other.ranges).not.toEqual(one.ranges);
  expect(one.count).toBeGreaterThanOrEqual(30);
  expect(one.count).toBeLessThan(50);
  expect(one.all).toBeGreaterThan(one.count);
  const [, fileName = '', line, column] = /^(.*?):(\d+):(\d+)-/.exec(one.ranges[0] as string) ?? [];
  const start = { line: Number(line), column: Number(column) + 1 };
  const result = { fileName, mutatorName: 'none', status: 'Killed', location: { start, end: start } };
  expect(one.has(result)).toBe(false);
  for (const range of one.ranges) expect(range).toMatch(/^scripts\/base\/[\w/-]+\.ts:\d+:\d+-\d+:\d+$/);
});

describe('the count', () => {
  const result = (status: string, replacement: string) => ({
    fileName: '/copy/scripts/wire/form.ts',
    mutatorName: 'BooleanLiteral',
    replacement,
    status,
    location: { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } },
  });
  const results = [
    result('Killed', 'a'),
    result('Timeout', 'b'),
    result('Survived', 'c'),
    result('NoCoverage', 'd'),
    result('Survived', 'e'),
    result('CompileError', 'f'),
    result('RuntimeError', 'g'),
  ];
  const lines = () => ['', '', '    true || true;'];
  const equivalent = {
    file: 'scripts/wire/form.ts',
    line: 'true || true;',
    code: 'true',
    replacement: 'e',
    reason: 'the same',
  };

  test('takes what hangs for killed, what no test reaches for a survivor, and what cannot run for none', () => {
    expect(countOf(results, [], lines)).toMatchObject({ mutants: 5, killed: 2, equivalent: 0, score: 0.4 });
  });

  test('leaves out those that are known to do the same, and names the others with their place', () => {
    const others = [
      { ...equivalent, file: 'scripts/wire/rest.ts', replacement: 'c' },
      { ...equivalent, line: 'true || false;', replacement: 'c' },
      { ...equivalent, code: 'true || true', replacement: 'c' },
    ];
    const counted = countOf(results, [equivalent, ...others], lines);
    expect(counted).toMatchObject({ mutants: 5, killed: 2, equivalent: 1, score: 0.5 });
    expect(counted.survivors).toEqual([
      'scripts/wire/form.ts:3:5 BooleanLiteral, no test notices: c',
      'scripts/wire/form.ts:3:5 BooleanLiteral, no test comes here: d',
    ]);
  });
});

describe('each mutant that is called equivalent', () => {
  const known = JSON.parse(readFileSync('tests/mutation/equivalent.json', 'utf8')) as Equivalent[];

  test('stands in the code, changes it, and has a reason', () => {
    expect(known.length).toBeGreaterThan(0);
    for (const { file, line, code, replacement, reason } of known) {
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.map((one) => one.trim())).toContain(line);
      expect(line).toContain(code);
      expect(replacement).not.toBe(code);
      expect(reason.split(' ').length).toBeGreaterThan(3);
    }
  });
});

test('the table is read back as it was written', () => {
  const file = path.join(temporaryFolder(), 'TABLE.md');
  expect(readTable(file)).toEqual(new Map());
  const rows = new Map([
    ['wire', { mutants: 150, all: 900, killed: 120, equivalent: 3, survivors: 27 }],
    ['base', { mutants: 10, all: 10, killed: 10, equivalent: 0, survivors: 0 }],
  ]);
  const text = writeTable(rows, '0.1.0', ['base', 'mock', 'wire', 'verify']);
  writeFileSync(file, text);
  expect(readTable(file)).toEqual(rows);
  expect(writeTable(readTable(file), '0.1.0', ['base', 'mock', 'wire', 'verify'])).toBe(text);
  expect(text).toContain('\nNot run: mock, verify.\n');
  expect(writeTable(rows, '0.1.0', ['base', 'wire'])).not.toContain('Not run');
  expect(text).toContain('| wire | 150 of 900 | 120 | 3 | 27 | 81.6 % |');
});
