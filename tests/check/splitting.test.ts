import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ElementScanner } from '../../scripts/check/elements.js';
import { LineSplitter } from '../../scripts/check/lines.js';

/** Cuts bytes at some places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
}

const places = fc.array(fc.nat(), { maxLength: 12 });

test('lines are the same wherever the bytes are cut', () => {
  const lines = fc.array(fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')));
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.boolean(), places, (texts, end, isEnded, at) => {
      const text = texts.join(end) + (isEnded ? end : '');
      const found: [string | undefined, number][] = [];
      const splitter = new LineSplitter(1000, (line, index) => found.push([line, index]));
      for (const chunk of cut(Buffer.from(text), at)) splitter.push(chunk);
      splitter.end();
      const want = texts.map((line, index) => [line, index + 1] as const).filter(([line]) => line !== '');
      expect(found).toEqual(want.map(([line, index]) => [Buffer.from(line).toString(), index]));
    }),
  );
});

test('elements are the same wherever the bytes are cut, and whatever stands around them', () => {
  const noise = fc.jsonValue({ maxDepth: 3 });
  const entries = fc.array(fc.dictionary(fc.string(), noise), { maxLength: 5 });
  fc.assert(
    fc.property(entries, noise, noise, fc.constantFrom(undefined, 2), places, (list, before, after, indent, at) => {
      const document = {
        log: { version: before, nested: { entries: [{ no: 1 }], log: before }, entries: list, z: after },
        y: after,
      };
      const found: [unknown, number][] = [];
      const scanner = new ElementScanner(['log', 'entries'], 1 << 20, (text, index) =>
        found.push([JSON.parse(text as string), index]),
      );
      for (const chunk of cut(Buffer.from(JSON.stringify(document, null, indent)), at)) scanner.push(chunk);
      expect(scanner.isComplete).toBe(true);
      expect(found).toEqual(
        JSON.parse(JSON.stringify(list)).map((entry: unknown, index: number) => [entry, index + 1]),
      );
    }),
  );
});

describe('elements are those of the one array that the path leads to', () => {
  const entries = [{ no: 1 }];
  test.each<[what: string, document: unknown, want: unknown[]]>([
    [
      'beside an object that has one of the same name',
      { other: { entries }, log: { entries: [{ no: 2 }] } },
      [{ no: 2 }],
    ],
    ['before such an object', { log: { entries }, other: { entries: [{ no: 2 }] } }, entries],
    ['of the first of two objects, where only the second has one', { log: {}, other: { log: { entries } } }, []],
    ['behind an object that has none', { a: { b: {} }, log: { c: { entries: [{ no: 2 }] }, entries } }, entries],
    ['behind a list', { a: [[{ entries: [{ no: 2 }] }]], log: { entries } }, entries],
    ['not the object of its name', { log: { entries: { no: 1 } } }, []],
    ['not a list of its name one level above', { entries, log: {} }, []],
    ['not a list by the name of the object', { log: [{ entries }] }, []],
    ['not where the document is a list', [{ log: { entries } }], []],
  ])('%s', (_, document, want) => {
    const found: unknown[] = [];
    const scanner = new ElementScanner(['log', 'entries'], 1000, (text) => found.push(JSON.parse(text as string)));
    scanner.push(Buffer.from(JSON.stringify(document)));
    expect(found).toEqual(want);
  });
});
