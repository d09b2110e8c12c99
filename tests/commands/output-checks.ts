import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import type { ReporterName } from '../../scripts/report/index.js';
import { Secrets } from '../../scripts/report/index.js';

/** What every output keeps, whatever was reported: nothing of a secret in any encoding, nothing that steers a terminal. */
export function checkHarmless(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    expect(
      new Secrets({ variables: { SECRET: secret } }).find(text).map(({ start, end }) => text.slice(start - 60, end)),
    ).toEqual([]);
  }
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/u);
  expect(text).not.toMatch(/##[a-z]*\[/i);
  expect(text).not.toMatch(/^ +at .*\.[jt]s:\d+/m);
}

/** That a report is what its consumer reads. */
export const formats: Readonly<Record<ReporterName, (text: string) => void>> = {
  default: (text) => expect(text).toMatch(/requests?.*seed \d+\n$/),
  json: (text) => expect(JSON.parse(text)).toMatchObject({ ok: expect.any(Boolean), operations: expect.any(Array) }),
  junit: (text) => {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(text).close();
    expect(text).toMatch(/<testsuite id="0"/);
  },
  'github-actions': (text) => {
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^::(?:error|warning|notice) [^:]*title=[^:]*::/);
  },
  html: (text) => {
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).not.toMatch(/<(?:script|img|iframe|object|link)\b/);
  },
  markdown: (text) => expect(text).toMatch(/^## [✅❌] verify /u),
};
