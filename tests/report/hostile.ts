import fc from 'fast-check';
import type { Report, Run } from '../../scripts/report/index.js';
import { reportOf } from '../../scripts/report/index.js';
import { run, violation } from './sample.js';

/** Texts that try to be more than text: markup, commands, escapes, ends of what they stand in. */
export const attacks = [
  '</pre><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  ']]>',
  '</failure></testcase>',
  '&lt;b&gt; &amp; &#60;',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31m',
  '\n::error file=x,line=1::forged',
  '\r::set-output name=x::y',
  ' ::warning::x',
  '##[error]forged',
  '##vso[task.complete result=Succeeded]',
  '%0A::error::x',
  '\u202egnp.exe',
  '\u2028::error::x',
  '\ud800',
  '\uffff\ufffe',
  '\u0000',
  'x\n```\n# heading\n![x](http://evil.example/x.png)',
  '| a | b |\n| - | - |',
  '[link](javascript:alert(1)) @someone #1 http://evil.example www.evil.example',
  '**bold** _it_ `code` ~~x~~ <b>',
  '***',
  '$(reboot) `reboot` ; reboot',
] as const;

const fragment = fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

/** Any text, most of them hostile. */
const hostileText: fc.Arbitrary<string> = fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join(''));

/** Reports in which everything that comes from outside is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .array(hostileText, { minLength: 12, maxLength: 12 })
  .map((texts) => reportOf(hostileRun(texts)));

/** A run in which everything that comes from outside is one of some texts. */
export function hostileRun(texts: readonly string[]): Run {
  let index = 0;
  const text = () => texts[index++ % texts.length] as string;
  const operation = `Op ${text()}`;
  const property = `property ${text()}`;
  const base = run();
  return {
    ...base,
    subject: text(),
    operations: [
      {
        operation,
        requests: 3,
        properties: [
          { name: property, class: text(), outcome: 'held', runs: 1, compared: 1, notes: [text()], statement: text() },
          {
            name: `b${text()}`,
            class: 'x',
            outcome: 'not-exercised',
            runs: 1,
            compared: 0,
            notes: [text()],
            remedies: [text()],
          },
          { name: `c${text()}`, class: 'x', outcome: 'inconclusive', runs: 1, compared: 0, notes: [text()] },
          { name: `d${text()}`, class: 'x', outcome: 'held', runs: 1, compared: 2, notes: [text()] },
        ],
        parameters: [{ name: text(), sent: true, values: [{ value: text(), sent: false }] }],
      },
    ],
    violations: [0, 1].map((number) =>
      violation({
        operation,
        property,
        class: text(),
        severity: number === 0 ? 'error' : 'warning',
        provenance: { kind: 'documented', where: text(), says: text() },
        statement: text(),
        path: number === 0 ? `/Tasks/3/${text()}` : '',
        keyword: text(),
        message: text(),
        expected: [text(), { [text()]: text() }],
        actual: text(),
        spec: `${text()}:12`,
        request: {
          method: text(),
          url: `http://h/${text()}`,
          headers: { [text()]: text() },
          body: text(),
          parameters: { [text()]: text() },
        },
        response: {
          status: 200,
          headers: { 'content-type': text(), [text()]: text() },
          body: number === 0 ? JSON.stringify({ [text()]: text(), Tasks: [0, 1, 2, { [text()]: text() }] }) : text(),
          problem: text(),
        },
        replay: text(),
        recorded: { file: text(), unit: 'entry', number: 3 },
      }),
    ),
    observations: [{ operation, decision: text(), reading: text(), evidence: text() }],
    warnings: [{ text: text(), remedy: text() }],
    unreadable: [{ file: text(), message: text() }],
    interrupted: { by: 'time', text: text() },
  };
}
