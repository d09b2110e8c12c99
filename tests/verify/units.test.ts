import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { shellWord } from '../../scripts/base/shell-word.js';
import type { Filter } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/contract/load.js';
import { matches } from '../../scripts/verify/matches.js';
import { settingsOf } from '../../scripts/verify/options.js';
import { replayLine } from '../../scripts/verify/replay.js';
import { escapeHtml } from '../../scripts/verify/reporters/escape-html.js';
import type { PropertyResult } from '../../scripts/verify/violation.js';
import { isInForce, staleWaivers, waive } from '../../scripts/verify/waivers.js';
import { signatureFor } from '../../scripts/wire/sign.js';

describe('matches', () => {
  const now = Date.parse('2026-01-10T00:00:00Z');
  const from: Filter = { match: 'from', field: '/t' };
  const until: Filter = { match: 'until', field: '/t' };
  const days: Filter = { match: 'within-days', field: '/t' };
  const search: Filter = { match: 'substring', fields: ['/a', '/b'], inferred: 'so' };
  const objects: Filter = { match: 'any-object', fields: { X: '/x', Y: '/y' } };
  const table: [Filter, Json, Json, boolean | undefined][] = [
    [{ match: 'equals', field: '/s' }, '11', { s: 11 }, true],
    [{ match: 'equals', field: '/s' }, 0, { s: 0 }, true],
    [{ match: 'equals', field: '/s' }, 'a', {}, false],
    [{ match: 'equals', field: '/s' }, 'a', { s: 'ab' }, false],
    [{ match: 'any-of', field: '/s' }, [1, 0], { s: 0 }, true],
    [from, 5, { t: 5 }, true],
    [from, 5, { t: 4 }, false],
    [until, 5, { t: 5 }, true],
    [until, 5, { t: 6 }, false],
    [until, 5, {}, false],
    [days, 1, { t: '2026-01-09T12:00:00Z' }, true],
    [days, 1, { t: '2026-01-08T12:00:00Z' }, false],
    [days, 1, { t: '2026-01-09T00:00:30Z' }, undefined],
    [days, 1, {}, false],
    [search, 'ell', { a: 'hello' }, true],
    [search, 'ELL', { a: 'hello' }, undefined],
    [search, 'ell', { other: 'hello' }, undefined],
    [search, 'ell', { a: 'no' }, false],
    [objects, [{ X: 1, Y: 2 }], { x: 1, y: 2 }, true],
    [objects, [{ X: 1, Y: 2 }], { x: 1, y: 3 }, false],
    [objects, [{ X: 9 }, { Y: 3 }], { x: 1, y: 3 }, true],
    [objects, [{ Z: 9 }], { x: 1 }, undefined],
  ];
  test.each(table)('%j %j selects of %j: %s', (filter, value, item, want) => {
    expect(matches(item, filter, value, { now })).toBe(want);
  });
});

describe('replay', () => {
  test('words are read back unchanged by a shell', () => {
    const unquote = (word: string) =>
      word.replaceAll(/'([^']*)'|\\(.)|([^'\\]+)/gs, (_, a = '', b = '', c = '') => a + b + c);
    fc.assert(fc.property(fc.string(), (text) => unquote(shellWord(text)) === text));
  });

  test('holds neither headers nor the password of an address', () => {
    const contracts = loadContracts('specs');
    const settings = settingsOf({
      url: 'http://user:secret@127.0.0.1:1/',
      contracts,
      seed: 3,
      headers: { a: 'secret' },
    });
    expect(replayLine(settings, 'Op', 'p q')).toBe(
      "cloudsec-contracts verify http://127.0.0.1:1 --operation Op --property 'p q' --seed 3 --runs 25",
    );
  });
});

test('HTML is escaped', () => {
  expect(escapeHtml(`<img src="x" onerror='a&b'>`)).toBe('&lt;img src=&quot;x&quot; onerror=&#39;a&amp;b&#39;&gt;');
});

describe('waivers', () => {
  const waiver = { operation: 'Op', property: 'p', reason: 'known', expires: '2026-01-31' };
  const result = {
    operation: 'Op',
    property: 'p',
    ok: false,
    violations: [{ severity: 'error' }],
  } as unknown as PropertyResult;
  const during = Date.parse('2026-01-31T23:00:00Z');
  const after = Date.parse('2026-02-01T00:00:00Z');

  test('hold on their last day, and not after it', () => {
    expect([isInForce(waiver, during), isInForce(waiver, after)]).toEqual([true, false]);
  });

  test('make violations warnings', () => {
    const waived = waive(result, [waiver], during);
    expect(waived).toMatchObject({ ok: true, violations: [{ severity: 'warning', waived: 'known' }] });
    expect(staleWaivers([waiver], 'Op', [waived], during)).toEqual([]);
  });

  test('fail when they have expired, or match nothing', () => {
    expect(waive(result, [waiver], after).ok).toBe(false);
    expect(staleWaivers([waiver], 'Op', [result], after)[0]).toContain('expired on 2026-01-31');
    expect(staleWaivers([waiver], 'Op', [], during)[0]).toContain('matches no violation');
  });
});

describe('signatures', () => {
  const url = new URL('http://127.0.0.1:4010');
  const wire = { method: 'GET', target: '/?a=1', headers: { 'x-acs-action': 'A', 'x-acs-version': '1' } };
  const keys = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'the-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'the-secret',
    HUAWEICLOUD_SDK_AK: 'the-id',
    HUAWEICLOUD_SDK_SK: 'the-secret',
  };

  test.each([
    ['alibaba-rpc', /^ACS3-HMAC-SHA256 Credential=the-id,SignedHeaders=.*,Signature=[0-9a-f]{64}$/],
    ['huawei-rest', /^SDK-HMAC-SHA256 Access=the-id, SignedHeaders=.*, Signature=[0-9a-f]{64}$/],
  ])('%s: made by the vendor, without the secret', async (protocol, want) => {
    const sign = await signatureFor(protocol, url, keys);
    const signed = sign?.(wire);
    expect(signed?.headers.authorization).toMatch(want);
    expect(JSON.stringify(signed)).not.toContain('the-secret');
  });

  test('are not made without keys, and not with half of them', async () => {
    expect(await signatureFor('alibaba-rpc', url, {})).toBeUndefined();
    await expect(signatureFor('alibaba-rpc', url, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x' })).rejects.toThrow(/go together/);
  });
});
