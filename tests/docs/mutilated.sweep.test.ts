import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field, Page } from '../../scripts/docs/page.js';
import { PageError, readPage } from '../../scripts/docs/read-page.js';
import { drawnPage } from './drawn-page.js';
import { currentAlibaba, earlierAlibaba, separatedAlibaba } from './render/alibaba-text.js';
import { alibabaHtml, huaweiHtml } from './render/html.js';
import { huaweiText } from './render/huawei-text.js';
import { samplePage } from './sample-page.js';

const alibaba = drawnPage({ vendor: 'alibaba', examples: true, nestedRequests: true, errorCells: true });
const huawei = drawnPage({ vendor: 'huawei', examples: false, nestedRequests: true, errorCells: true });

/** The text of a page in any layout. */
const written = fc.oneof(
  alibaba.map(currentAlibaba),
  alibaba.map(earlierAlibaba),
  alibaba.map((page) => separatedAlibaba(page, '|')),
  alibaba.map(alibabaHtml),
  huawei.map((page) => huaweiText(page, 'huawei blocks')),
  huawei.map((page) => huaweiHtml(page, 'huawei older')),
);

type Wound = (text: string) => string;

/** From 0 to 1, anywhere alike: doubles would nearly all lie close to 0. */
const place = fc.nat(999_999).map((millionths) => millionths / 1_000_000);
const at = (text: string, where: number) => Math.floor(where * text.length);

/** Ways to damage a text: cut it, take a piece out, double one, swap lines, put something in between. */
const wound: fc.Arbitrary<Wound> = fc.oneof(
  place.map(
    (where): Wound =>
      (text) =>
        text.slice(0, at(text, where)),
  ),
  fc.tuple(place, fc.nat(400)).map(
    ([where, length]): Wound =>
      (text) =>
        text.slice(0, at(text, where)) + text.slice(at(text, where) + length),
  ),
  fc.tuple(place, fc.nat(400)).map(
    ([where, length]): Wound =>
      (text) =>
        text.slice(0, at(text, where) + length) + text.slice(at(text, where)),
  ),
  fc
    .tuple(
      place,
      fc.constantFrom(
        '{',
        '"',
        '|',
        '\t',
        '\n\n',
        '•',
        'string',
        'No',
        'object',
        '<td>',
        '<table>',
        '&lt;',
        '\u0000',
        '\ud800',
        '__proto__',
        'constructor',
        '}'.repeat(50),
      ),
    )
    .map(
      ([where, what]): Wound =>
        (text) =>
          text.slice(0, at(text, where)) + what + text.slice(at(text, where)),
    ),
  fc.tuple(place, place).map(
    ([one, other]): Wound =>
      (text) => {
        const lines = text.split('\n');
        const [a, b] = [Math.floor(one * lines.length), Math.floor(other * lines.length)];
        const line = lines[a] ?? '';
        lines[a] = lines[b] ?? '';
        lines[b] = line;
        return lines.join('\n');
      },
  ),
);

/** Once drawn: the heads of two tables swapped, so that types of elements were read as the codes of errors. */
const swappedHeads: Wound = (text) => {
  const [element = '', error = ''] = ['Element', 'HTTP status code'].map(
    (first) => text.split('\n').find((line) => line.includes(`<thead><tr><th><p>${first}</p>`)) ?? '',
  );
  return text.replace(element, '\u0000').replace(error, element).replace('\u0000', error);
};

/** Every name that was read, with its line. */
function namesOf(page: Page): { name: string; line: number }[] {
  const below = (field: Field): { name: string; line: number }[] => [
    ...(field.name === '' ? [] : [{ name: field.name, line: field.line }]),
    ...field.fields.flatMap(below),
    ...(field.items === undefined ? [] : below(field.items)),
  ];
  return [
    ...page.parameters.flatMap(below),
    ...page.responses.flatMap(({ body, headers }) => [
      ...(body === undefined ? [] : below(body)),
      ...headers.flatMap(below),
    ]),
    ...(page.errors ?? []).map(({ code }) => ({ name: code.value, line: code.line })),
    ...page.permissions.map(({ action }) => ({ name: action.value, line: action.line })),
    ...(page.operation === undefined ? [] : [{ name: page.operation.value, line: page.operation.line }]),
  ];
}

/** What was read, or undefined where the text is refused in a sentence. */
function readIfPage(text: string): Page | undefined {
  try {
    return readPage(text);
  } catch (error) {
    if (error instanceof PageError && error.message.length > 20) return undefined;
    throw error;
  }
}

describe('a page that is damaged', () => {
  test('ends with a result or a clear error, and nothing is invented', () => {
    let read = 0;
    fc.assert(
      fc.property(written, fc.array(wound, { minLength: 1, maxLength: 4 }), (text, wounds) => {
        const damaged = wounds.reduce((before, one) => one(before), text);
        const page = readIfPage(damaged);
        if (page === undefined) return;
        read++;
        const lines = damaged.split(/\r\n?|\n/);
        for (const { name, line } of namesOf(page)) {
          // A wound may glue lines into one cell, or put tables into it: its words go on below.
          const from = lines.slice(line - 1, line + 60).join('\n');
          // It may also fall into a tag, and glue what stands on either side of it.
          const glued = from.replaceAll(/<[^>]*>/g, '');
          const shown = `${from}\n${glued}\n${glued.replaceAll('&lt;', '<').replaceAll('&gt;', '>')}`;
          for (const word of name.split(/\s+/)) expect(shown, `${name} on line ${line}`).toContain(word);
        }
      }),
      { numRuns: 300, examples: [[alibabaHtml(samplePage('alibaba')), [swappedHeads]]] },
    );
    expect(read).toBeGreaterThan(75);
  });

  test('and so does any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400 })), (text) => {
        expect(() => readIfPage(text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test('a page that is cut short says so, wherever it is cut before its last section', () => {
    let read = 0;
    fc.assert(
      fc.property(written, place, (text, where) => {
        const end = Math.max(
          text.lastIndexOf('Error codes'),
          text.lastIndexOf('Error Codes'),
          text.lastIndexOf('Status Codes'),
        );
        const section = Math.min(
          ...['Error codes', 'Status Codes'].map((name) => text.lastIndexOf(name)).filter((one) => one > 0),
          end,
        );
        const page = readIfPage(text.slice(0, Math.floor(where * section)));
        if (page === undefined) return;
        read++;
        expect(page.truncated?.why.length ?? 0).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
