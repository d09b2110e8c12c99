import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReporterName, render, reporters, reportOf, Secrets } from '../../scripts/report/index.js';
import { run, violation } from './sample.js';

const token = 'gAAAA/Bk+9"é\\x-t0ken=';

describe('a credential', () => {
  const secrets = new Secrets({ headers: { 'X-Auth-Token': token, Authorization: 'Bearer abcdefgh-1234' } });

  it.each<{ name: string; given: string }>([
    { name: 'as it is', given: token },
    { name: 'percent-encoded', given: encodeURIComponent(token) },
    {
      name: 'percent-encoded in lower case',
      given: encodeURIComponent(token).toLowerCase().replace('gaaaa', 'gAAAA').replace('bk', 'Bk'),
    },
    { name: 'percent-encoded twice', given: encodeURIComponent(encodeURIComponent(token)) },
    { name: 'in a form', given: new URLSearchParams({ x: token }).toString().slice(2) },
    { name: 'in JSON', given: JSON.stringify(token).slice(1, -1) },
    { name: 'in JSON within JSON', given: JSON.stringify(JSON.stringify(token)) },
    {
      name: 'as Unicode escapes',
      given: [...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    },
    { name: 'with its slash escaped', given: token.replace('/', '\\/') },
    { name: 'as HTML', given: token.replaceAll('"', '&quot;').replaceAll('é', '&#233;') },
    { name: 'in base64', given: Buffer.from(token).toString('base64') },
    { name: 'in base64, behind one other byte', given: Buffer.from(`:${token}:`).toString('base64') },
    { name: 'in base64, behind two other bytes', given: Buffer.from(`::${token}`).toString('base64') },
    { name: 'in base64url', given: Buffer.from(token).toString('base64url') },
    { name: 'in hexadecimal', given: Buffer.from(token).toString('hex') },
    { name: 'without its scheme', given: 'abcdefgh-1234' },
  ])('is found $name', ({ given }) => {
    const clean = secrets.cleanValues(`before ${given} behind`);
    expect(clean).toMatch(/^before \S{0,4}\*\*\*\S{0,4} behind$/);
    expect(clean.length).toBeLessThan(26);
  });

  it.each<{ name: string; given: string; want: string }>([
    {
      name: 'a signed address',
      given: 'GET /?Action=List&AccessKeyId=LTAI4x&Signature=ab%2Bc HTTP',
      want: 'GET /?Action=List&AccessKeyId=***&Signature=*** HTTP',
    },
    { name: 'user info', given: 'see https://me:pass@h/x', want: 'see https://***@h/x' },
    { name: 'a header in a text', given: 'sent Authorization: Basic Zm9v', want: 'sent Authorization: ***' },
    {
      name: 'a field of JSON',
      given: '{"a":1,"accessKeySecret":"x\\"y","b":2}',
      want: '{"a":1,"accessKeySecret":"***","b":2}',
    },
    { name: 'a field that is cut off', given: '{"SecurityToken": "abc', want: '{"SecurityToken": "***' },
    {
      name: 'a field of JSON in JSON',
      given: '"{\\"password\\":\\"pw\\",\\"b\\":1}"',
      want: '"{\\"password\\":\\"***\\",\\"b\\":1}"',
    },
    {
      name: 'a field of JSON in JSON in JSON',
      given: JSON.stringify('"{\\"password\\":\\"pw\\",\\"b\\":1}"'),
      want: JSON.stringify('"{\\"password\\":\\"***\\",\\"b\\":1}"'),
    },
    { name: 'a web token', given: 'got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.sig-nature', want: 'got ***' },
    {
      name: 'no token of pages',
      given: '?NextToken=abc&MaxResults=5&SignatureMethod=x',
      want: '?NextToken=abc&MaxResults=5&SignatureMethod=x',
    },
    { name: 'no variable', given: 'Signature="$SIGNATURE"', want: 'Signature="$SIGNATURE"' },
    { name: 'no word of a sentence', given: 'the password: it is required', want: 'the password: it is required' },
  ])('goes by a name: $name', ({ given, want }) => {
    expect(new Secrets().clean(given)).toBe(want);
  });

  it('leaves alone what anyone may see, and does not find short values within words', () => {
    const weak = new Secrets({ headers: { 'Accept-Language': 'zh-Hans', 'X-Key': 'abc', 'X-One': '1' } });
    expect(weak.clean('zh-Hans, abcdef, 1, key abc!')).toBe('zh-Hans, abcdef, 1, key ***!');
  });

  it('is not shown by half where a text is cut', () => {
    const secret = 'S3CR3T-of-some-length';
    const one = new Secrets({ variables: { KEY: secret } });
    const text = `${'a'.repeat(30)}${secret}${'b'.repeat(30)}`;
    for (let end = 0; end <= text.length; end++) {
      expect(one.slice(text, 0, end)).not.toMatch(/S3/);
      expect(one.slice(text, end, text.length)).not.toMatch(/th/);
    }
  });

  it('is found as a number and as a key', () => {
    const one = new Secrets({ variables: { PIN: '12345678' } });
    expect(one.cleanJson({ 12345678: 1, a: 12345678, b: [{ c: 'x12345678' }], Token: 'q' })).toEqual({
      '***': 1,
      a: '***',
      b: [{ c: 'x***' }],
      Token: '***',
    });
  });
});

/** The ways in which a server may give back what it was sent. */
const echoes: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => JSON.stringify(JSON.stringify(secret)),
  (secret) => Buffer.from(`user:${secret}`).toString('base64'),
  (secret) => Buffer.from(secret).toString('hex'),
];

describe('in no report', () => {
  const names = Object.keys(reporters) as ReporterName[];
  const secret = fc
    .string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019-_.~+/="\\\'& %<é$`') })
    .filter((text) => text.trim() === text && new Set(text).size > 4);

  it.each(names)('%s shows a credential, wherever a server puts it', (name) => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...echoes), (value, echo) => {
        const text = `<${echo(value)}>`;
        const hostile = violation({
          message: `odd: ${text}`,
          path: `/Tasks/3/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`,
          actual: { [text]: [text] },
          expected: text,
          provenance: { kind: 'documented', where: text, says: text },
          statement: text,
          request: {
            method: 'GET',
            url: `http://u:${encodeURIComponent(value)}@h/?x=${encodeURIComponent(value)}`,
            headers: { 'x-auth-token': value, 'x-echo': text },
            body: text,
            parameters: { x: text },
          },
          response: {
            status: 200,
            headers: { 'x-echo': text },
            body: JSON.stringify({ Tasks: [0, 1, 2, { [text]: text }] }),
          },
        });
        const report = reportOf(
          run({
            violations: [
              hostile,
              violation({ ...hostile, path: '', response: { status: 500, headers: {}, body: `<p>${text}` } }),
            ],
            subject: `http://u:${encodeURIComponent(value)}@h`,
            warnings: [{ text, remedy: text }],
            observations: [{ operation: 'ListTasks', decision: 'd', reading: 'r', evidence: text }],
            unreadable: [{ file: 'f', message: text }],
          }),
          { secrets: new Secrets({ headers: { 'X-Auth-Token': value } }) },
        );
        const output = render(name, report);
        expect(new Secrets({ variables: { V: value } }).find(output)).toEqual([]);
        for (const one of echoes) expect(output).not.toContain(one(value));
      }),
      { numRuns: 60 },
    );
  });

  it('shows the violated value itself, where it is a credential', () => {
    const leak = violation({
      path: '/Credentials/SecurityToken',
      message: 'is "sts-4711-xyz", which is none of the documented values',
      actual: 'sts-4711-xyz',
      response: { status: 200, headers: {}, body: '{"Credentials":{"SecurityToken":"sts-4711-xyz"}}' },
    });
    for (const name of names) expect(render(name, reportOf(run({ violations: [leak] })))).not.toContain('4711');
  });

  it('shows credentials of a recording, which only their names give away', () => {
    const recorded = violation({
      message: 'echo of sess-4711-xyz',
      request: {
        method: 'POST',
        url: 'http://h/?AccessKeyId=LTAI-4711-xyz',
        headers: { Cookie: 'sid=sess-4711-xyz' },
        body: 'Signature=sign-4711-xyz&a=1',
      },
      response: {
        status: 200,
        headers: { 'set-cookie': 'new=next-4711-xyz; Path=/' },
        body: '{"Tasks":[0,1,2,{"Status":"sess-4711-xyz sign-4711-xyz LTAI-4711-xyz next-4711-xyz"}]}',
      },
    });
    for (const name of names) expect(render(name, reportOf(run({ violations: [recorded] })))).not.toContain('4711');
  });
});
