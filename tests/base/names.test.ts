import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable } from '../../scripts/base/printable.js';
import { shellWord } from '../../scripts/base/shell-word.js';
import { suggest } from '../../scripts/base/suggest.js';
import { unknownName } from '../../scripts/base/unknown-name.js';
import { UsageError } from '../../scripts/base/usage-error.js';

describe('a word for a shell', () => {
  test.each([
    ['plain-word_1.2@host:80/%41,a+b=c', 'plain-word_1.2@host:80/%41,a+b=c'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$HOME', "'$HOME'"],
    ['a;b', "'a;b'"],
    [';a', "';a'"],
    ['a;', "'a;'"],
    ['a\nb', "'a\nb'"],
  ])('%j', (text, want) => {
    expect(shellWord(text)).toBe(want);
  });

  test('is read back by a shell as it was', () => {
    const texts = fc.sample(fc.string({ unit: fc.constantFrom(...'aZ09 \'"\\$`!*?~#&|;<>()[]{}=%@+:,./-\n\t') }), 200);
    const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
  });
});

describe('the name that was meant', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['pagesize', ['Page', 'PageSize'], 'PageSize'],
    ['page_size', ['PageSize'], 'PageSize'],
    ['Statuses.1', ['Statuses'], 'Statuses'],
    ['PageSzie', ['PageNumber', 'PageSize'], 'PageSize'],
    ['PgSiz', ['PageSize'], undefined],
    ['PagSize', ['PageSizes', 'PageSize'], 'PageSize'],
    ['TaskIdx', ['TaskIds', 'TaskIdz'], 'TaskIds'],
    ['Lan', ['Lang'], 'Lang'],
    ['La', ['Lan'], undefined],
    ['Langua', ['Lang'], 'Lang'],
    ['Languag', ['Lang'], undefined],
    ['名前', ['名前_'], '名前_'],
    ['a'.repeat(100), ['a'.repeat(99)], 'a'.repeat(99)],
    ['a'.repeat(101), ['a'.repeat(101)], undefined],
    [
      'ListOperationLogs',
      ['ListOperationTask', 'ListOperationLogsByVaultNames', 'ListOperationLogsByVault'],
      'ListOperationLogsByVault',
    ],
    ['list', ['ShowList', 'ListTasks'], 'ListTasks'],
    ['lis', ['ListTasks'], undefined],
    ['anything', [], undefined],
  ])('by %.20s among %j', (name, known, want) => {
    expect(suggest(name, known)).toBe(want);
  });
});

describe('the error for a name that does not exist', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `name${String.fromCharCode(65 + index)}`);

  test.each<[string, readonly string[], string]>([
    ['nameX', [], 'it is "nameX", which does not exist; there are none'],
    ['other', ['one', 'two'], 'it is "other", which does not exist; there are one, two'],
    ['tow', ['one', 'two'], 'it is "tow", which does not exist; did you mean two?'],
    ['a\u001b[2J', ['one'], 'it is "a\\u001b[2J", which does not exist; there are one'],
    ['zz', names(20), `it is "zz", which does not exist; there are ${names(20).join(', ')}`],
    ['zz', names(21), `it is "zz", which does not exist; there are ${names(20).join(', ')}, … (21 in all)`],
    ['z'.repeat(300), ['one'], `it is "${'z'.repeat(100)}", which does not exist; there are one`],
  ])('%.20s among %#', (name, known, want) => {
    const error = unknownName('it is', name, known);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(want);
  });
});

test('what is printed of a text is the text, where it has no character that a terminal obeys', () => {
  expect(printable('"quoted" \\ text')).toBe('"quoted" \\ text');
});
