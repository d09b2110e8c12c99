import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../scripts/report/excerpt.js';
import { faultIn } from '../../scripts/report/json-text.js';

const tasks = Array.from({ length: 50 }, (_, index) => ({ Id: `i-${index}`, Status: 'DONE', Tags: [1, 2, 3] }));
const body = JSON.stringify({ RequestId: 'r', Page: { Total: 50 }, Tasks: tasks, End: true });

/** The excerpt as text, its marked line with a `>`. */
function shown(text: string, pointer: string): string {
  const { lines, line } = excerptOf(text, pointer);
  return lines.map((one, index) => (index === line ? `>${one}` : ` ${one}`)).join('\n');
}

describe('the response around a place', () => {
  it('shows the value with its neighbours, and counts what is left out', () => {
    expect(shown(body, '/Tasks/40/Status')).toBe(
      [
        ' {',
        '   "RequestId": "r"',
        '   "Page": {… 1 field}',
        '   "Tasks": [',
        '     … 40 more elements',
        '     {',
        '       "Id": "i-40"',
        '>      "Status": "DONE"',
        '       "Tags": [… 3 elements]',
        '     }',
        '     … 9 more elements',
        '   ]',
        '   "End": true',
        ' }',
      ].join('\n'),
    );
  });

  it.each([
    { name: 'a field that is missing', pointer: '/Tasks/0/Name', want: '>      (no "Name")' },
    { name: 'an element that is missing', pointer: '/Tasks/50', want: '>    (no element 50)' },
    { name: 'an object', pointer: '/Page', want: '>  "Page": {\n     "Total": 50' },
    { name: 'something below a text', pointer: '/RequestId/0', want: '>  "RequestId": "r"' },
    { name: 'an escaped key', pointer: '/a~1b/c~0d', text: '{"a/b":{"c~d":1}}', want: '>    "c~d": 1' },
    { name: 'the last of two equal keys', pointer: '/a', text: '{"a":1,"a":2}', want: '>  "a": 2' },
    {
      name: 'a number as it was written',
      pointer: '/a',
      text: '{"a":12345678901234567890.50}',
      want: '>  "a": 12345678901234567890.50',
    },
    {
      name: 'the innermost levels',
      pointer: '/a/a/a/a/a/a/a/a',
      text: `${'{"a":'.repeat(8)}1${'}'.repeat(8)}`,
      want: ' …\n {\n   "a": {',
    },
    { name: 'no body', pointer: '', text: '', want: ' (empty body)' },
    { name: 'the fault of what is no JSON', pointer: '/a', text: '{\n"a": 1,\n}', want: '>}' },
    { name: 'what is cut off', pointer: '', text: '{"a":[1,2', want: '>{"a":[1,2' },
  ])('shows $name', ({ pointer, text = body, want }) => {
    expect(shown(text, pointer)).toContain(want);
  });

  it('is short for a body of any size and depth', () => {
    const deep = `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`;
    const wide = JSON.stringify({
      list: Array.from({ length: 200_000 }, (_, index) => ({ index })),
      x: 'y'.repeat(1e6),
    });
    const long = JSON.stringify({ text: 'z'.repeat(5e6) });
    const broken = `${'x'.repeat(1e6)}{`;
    for (const [text, pointer] of [
      [deep, '/0/a'.repeat(50)],
      [deep, ''],
      [wide, '/list/199999/index'],
      [wide, '/x'],
      [long, '/text'],
      [broken, '/a'],
    ] as const) {
      const { lines } = excerptOf(text, pointer);
      expect(lines.length).toBeLessThan(80);
      expect(lines.join('\n').length).toBeLessThan(6_000);
    }
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', ':', '0', '-', 'e', '.', '\u0001', ' ', 't'),
      )
      .map(([text, where, what]) => {
        const at = where % (text.length + 1);
        return text.slice(0, at) + what + text.slice(what === '' ? at + 1 : at);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
        expect(faultIn(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows any value at any place', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.jsonValue(), (others, key, value) => {
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const { lines, line } = excerptOf(JSON.stringify({ ...others, [key]: value }), pointer);
        expect(line).toBeDefined();
        expect(lines[line as number]).toContain(JSON.stringify(key).slice(0, 90));
      }),
    );
  });
});
