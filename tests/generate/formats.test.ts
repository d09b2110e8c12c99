import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { formats } from '../../scripts/contract/formats.js';
import { type GeneratedValidator, validatorsOf } from '../support/generated-validators.js';

/** Texts that a format accepts, and texts that it does not. */
const given: Readonly<Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>> = {
  date: { valid: ['2024-02-29', '2000-12-31'], invalid: ['2023-02-29', '1900-02-29', '2024-13-01', '2024-1-1', ''] },
  time: {
    valid: ['23:59:60Z', '22:59:60-01:00', '01:29:60+01:30', '00:29:60.5+00:30', '12:00:00.123z', '23:59:59+23:59'],
    invalid: ['23:58:60Z', '22:59:60Z', '23:59:60+01:00', '23:59:61Z', '24:00:00Z', '12:00:00', '12:00:00+24:00'],
  },
  'date-time': {
    valid: ['1998-12-31T23:59:60Z', '1998-12-31T15:59:60.123-08:00', '2024-01-01t00:00:00z', '2024-01-01 00:00:00Z'],
    invalid: ['1998-12-31T23:58:60Z', '1998-12-31T22:59:60Z', '2023-02-29T00:00:00Z', '2024-01-01T00:00:00'],
  },
  duration: { valid: ['P1Y2M3D', 'PT1H', 'P4W', 'PT0S'], invalid: ['P', 'PT', 'P1YT', 'P1W2D', '1D', 'PT1D', 'P1S'] },
  uuid: {
    valid: ['2eb8aa08-aa98-11ea-b4aa-73b441d16380'],
    invalid: ['2eb8aa08-aa98-11ea-b4aa-73b441d1638', '2eb8aa08'],
  },
  email: { valid: ['joe.bloggs@example.com', "o'x+y@a-b.co"], invalid: ['joe', 'joe@', '.joe@a.co', 'joe..b@a.co'] },
  hostname: {
    valid: ['www.example.com', 'a', '4u.co'],
    invalid: ['-a.co', 'a-.co', 'a_b.co', '', `${'a'.repeat(64)}.co`],
  },
  ipv4: { valid: ['192.168.0.1', '0.0.0.0'], invalid: ['256.0.0.1', '1.2.3', '01.2.3.4', '1.2.3.4.5'] },
  ipv6: { valid: ['::1', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'], invalid: ['1:2', '12345::', ':::1', '1::2::3'] },
  uri: {
    valid: ['http://foo.bar/?q=a%20b#c', 'urn:oasis:names', 'http://[::1]:80/', 'mailto:a@b', 'tel:+1-816', 'a:'],
    invalid: [
      'https://[@example.org/',
      '//a.b',
      'a b',
      'http:// a',
      'http://a/%zz',
      'http://a\\b',
      'http://[:::]/',
      ':a',
    ],
  },
  'uri-reference': {
    valid: ['/a/b?c#d', '//a.b/c', '', '#a', 'a/b:c', 'http://a/'],
    invalid: ['\\\\a', '#a#', 'a b', '/%zz', '1a:b'],
  },
  'uri-template': {
    valid: ['http://a/{b:3}/{c*}', '{?x,y}', '{a.b}', 'plain'],
    invalid: ['{a', 'a}', '{}', '{a,}', '{a:0}', '{a..b}', 'a b'],
  },
  'json-pointer': { valid: ['', '/', '/a~0b/c~1d', '//'], invalid: ['a', '/~', '/~2', '#/a'] },
  'relative-json-pointer': { valid: ['0', '1/a', '2#', '10/~0'], invalid: ['', '/a', '-1', '01', '1##', '0a'] },
  regex: { valid: ['^a+$', '\\p{L}'], invalid: ['(', '[z-a]', '\\Z', '(?<a'] },
  byte: { valid: ['', 'YQ==', 'YWI=', 'YWJj'], invalid: ['Y', 'YQ', 'YQ=', 'Y===', 'YQ==\n', '_-=='] },
};

describe('formats', () => {
  const names = Object.keys(formats);
  let validators: Promise<GeneratedValidator[]> | undefined;
  const ajv = new Ajv2020({ strict: false, logger: false });
  // CommonJS: the function is the default export's own.
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

  test('each has its texts here', () => expect(Object.keys(given).sort()).toEqual([...names].sort()));

  test.each(names)('%s: in the generated code, at run time and, where it knows better, as AJV', async (name) => {
    validators ??= validatorsOf(names.map((format) => ({ format })));
    const validate = (await validators)[names.indexOf(name)];
    const { valid = [], invalid = [] } = given[name] ?? {};
    for (const [text, want] of [
      ...valid.map((one) => [one, true] as const),
      ...invalid.map((one) => [one, false] as const),
    ]) {
      expect(formats[name]?.test(text), `${name} at run time: ${text}`).toBe(want);
      expect(validate?.(text), `${name} generated: ${text}`).toBe(want);
      // RFC 3986 allows an empty path, RFC 6570 dots in names.
      if (!['a:', '{a.b}'].includes(text) && !ajv.validate({ format: name }, text))
        expect(want, `AJV refuses the ${name} ${text}`).toBe(false);
    }
    expect(validate?.(1)).toBe(true);
  });
});
