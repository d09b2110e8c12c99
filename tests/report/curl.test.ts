import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlLine } from '../../scripts/report/curl.js';
import { type Request, replayLine, Secrets } from '../../scripts/report/index.js';

/** The arguments that a shell makes of a command line. */
function argumentsOf(line: string, env: Record<string, string> = {}): string[] {
  return argumentsOfAll([line], env)[0] as string[];
}

/** The same for several lines of one program, with one shell. */
function argumentsOfAll(lines: readonly string[], env: Record<string, string> = {}): string[][] {
  const program = lines[0]?.split(' ', 1)[0] as string;
  const script = `${program}() { printf '%s\\0' "$#" "$@"; }\n${lines.join('\n')}`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const words = stdout.split('\0').slice(0, -1);
  return lines.map(() => words.splice(0, Number(words.shift())));
}

const get = (changes: Partial<Request> = {}): Request => ({ method: 'GET', url: 'http://h/', headers: {}, ...changes });

describe('the curl line', () => {
  it.each<{ name: string; given: Request; want: string[] }>([
    { name: 'a plain question', given: get(), want: ['-sS', '-i', '-X', 'GET', 'http://h/'] },
    {
      name: 'action and version in headers',
      given: get({
        headers: { 'x-acs-action': 'List', 'x-acs-version': '2018-12-03', host: 'h', 'content-length': '0' },
      }),
      want: ['-sS', '-i', '-X', 'GET', 'http://h/', '-H', 'x-acs-action: List', '-H', 'x-acs-version: 2018-12-03'],
    },
    {
      name: 'a method with a body, of no declared type',
      given: get({ method: 'POST', body: '@file' }),
      want: ['-sS', '-i', '-X', 'POST', 'http://h/', '-H', 'content-type:', '--data-raw', '@file'],
    },
    {
      name: 'a method without a body',
      given: get({ method: 'DELETE' }),
      want: ['-sS', '-i', '-X', 'DELETE', 'http://h/'],
    },
    {
      name: 'brackets, which curl would take for a pattern',
      given: get({ url: 'http://h/a?x=[1-9]{a}' }),
      want: ['-sS', '-i', '-X', 'GET', '-g', 'http://h/a?x=[1-9]{a}'],
    },
    {
      name: 'dots in a path, which curl would remove',
      given: get({ url: 'http://h/a/../b' }),
      want: ['-sS', '-i', '-X', 'GET', '--path-as-is', 'http://h/a/../b'],
    },
    {
      name: 'an empty header',
      given: get({ headers: { 'x-empty': '' } }),
      want: ['-sS', '-i', '-X', 'GET', 'http://h/', '-H', 'x-empty;'],
    },
  ])('asks $name', ({ given, want }) => {
    expect(argumentsOf(curlLine(given, new Secrets()))).toEqual(want);
  });

  it('has variables where credentials stood, which the shell puts back', () => {
    const request = get({
      method: 'POST',
      url: 'https://h/?Action=List&AccessKeyId=LTAI-key-id&Signature=abc-signature',
      headers: { 'X-Auth-Token': 'tok en"$x', 'x-lang': 'en', authorization: 'Bearer of-something' },
      body: '{"a":1}',
    });
    const secrets = new Secrets({ headers: { 'X-Auth-Token': 'tok en"$x' }, variables: { MY_KEY_ID: 'LTAI-key-id' } });
    const line = curlLine(request, secrets);
    for (const secret of ['LTAI-key-id', 'abc-signature', 'tok en', 'of-something']) expect(line).not.toContain(secret);
    const env = {
      MY_KEY_ID: 'LTAI-key-id',
      SIGNATURE: 'abc-signature',
      X_AUTH_TOKEN: 'tok en"$x',
      AUTHORIZATION: 'Bearer of-something',
    };
    expect(argumentsOf(line, env)).toEqual([
      ...['-sS', '-i', '-X', 'POST', request.url, '-H', 'X-Auth-Token: tok en"$x', '-H', 'x-lang: en'],
      ...['-H', 'authorization: Bearer of-something', '-H', 'content-type:', '--data-raw', '{"a":1}'],
    ]);
  });

  it('names the server by a variable where a recording does not', () => {
    const line = curlLine(get({ url: '/v5/x?limit=1' }), new Secrets());
    expect(argumentsOf(line, { SERVER: 'http://h:1' })).toEqual(['-sS', '-i', '-X', 'GET', 'http://h:1/v5/x?limit=1']);
  });

  it('says nothing where the request is not known', () => {
    expect(curlLine({ method: '', url: '', headers: {} }, new Secrets())).toBe('');
  });

  it('is one printable line, and any text survives the shell', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom(
          '\n',
          "'",
          '"',
          '\\',
          '$',
          '`',
          '!',
          '\u0007',
          '\u009b',
          '~',
          '#',
          ' ',
          '\t',
          '\u202e',
          'x',
        ),
      }),
    );
    const body = hostile.map((text) => text.replaceAll('\0', ''));
    const header = hostile.map((text) => text.replaceAll(/[\0\r\n]/g, '').trim() || 'v');
    fc.assert(
      // Thirty at a time: what costs is to start the shell.
      fc.property(fc.array(fc.record({ header, body }), { minLength: 30, maxLength: 30 }), (given) => {
        const lines = given.map(({ header, body }) =>
          curlLine(
            get({ method: 'PUT', headers: { 'x-a': header, 'content-type': 'text/plain' }, body }),
            new Secrets(),
          ),
        );
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(argumentsOfAll(lines)).toEqual(
          given.map(({ header, body }) => [
            ...['-sS', '-i', '-X', 'PUT', 'http://h/', '-H', `x-a: ${header}`],
            ...['-H', 'content-type: text/plain', '--data-raw', body],
          ]),
        );
      }),
      { numRuns: 4 },
    );
  });
});

describe('the replay line', () => {
  it('can be pasted, with headers as variables', () => {
    const line = replayLine(['verify', 'http://h/a b', '--value', "Op.P=it's,$x"], ['X-Auth-Token']);
    expect(argumentsOf(line, { X_AUTH_TOKEN: 'secret' })).toEqual([
      ...['cloudsec-contracts', 'verify', 'http://h/a b', '--value', "Op.P=it's,$x"],
      ...['--header', 'X-Auth-Token: secret'],
    ]);
  });
});
