import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../scripts/wire/protocol.js';
import { signatureFor } from '../../scripts/wire/sign.js';

const require = createRequire(import.meta.url);
const url = new URL('http://127.0.0.1:4010');
const keys = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'the-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'the-secret',
  HUAWEICLOUD_SDK_AK: 'the-id',
  HUAWEICLOUD_SDK_SK: 'the-secret',
};

/** What a server computes from the request that came, with the vendor's own code and the secret that it knows. */
const expected: Readonly<Record<string, (wire: WireRequest, secret: string) => string>> = {
  'alibaba-rpc': ({ method, target, headers: { authorization: _, ...headers }, body = '' }, secret) => {
    const { OpenApiUtil } = require('@alicloud/openapi-core');
    const { pathname, searchParams } = new URL(target, url);
    const query = Object.fromEntries(searchParams);
    const payload = createHash('sha256').update(body).digest('hex');
    const request = { method, pathname, query, headers };
    return OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, 'the-id', secret);
  },
  'huawei-rest': ({ method, target, headers: { authorization: _, 'x-sdk-date': date, ...headers } }, secret) => {
    const { AKSKSigner } = require('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js');
    const { pathname, searchParams, origin } = new URL(target, url);
    const queryParams: Record<string, string | string[]> = {};
    for (const name of new Set(searchParams.keys())) {
      const [first, ...others] = searchParams.getAll(name);
      queryParams[name] = others.length > 0 ? [first as string, ...others] : (first as string);
    }
    // The signer takes the date from the header in its own spelling.
    const given = { ...headers, 'X-Sdk-Date': date };
    const signed = AKSKSigner.sign(
      { endpoint: origin + pathname, method, headers: given, queryParams },
      { getAk: () => 'the-id', getSk: () => secret },
    );
    return signed.Authorization ?? signed.authorization;
  },
};

const requests: { protocol: string; wire: WireRequest; changed: WireRequest[] }[] = [
  {
    protocol: 'alibaba-rpc',
    wire: {
      method: 'GET',
      target: '/?b=2&a=%E4%BB%BB%20%2B&Statuses.1=x',
      headers: { 'x-acs-action': 'A', 'x-acs-version': '1' },
    },
    changed: [
      { method: 'GET', target: '/?b=3&a=%E4%BB%BB%20%2B&Statuses.1=x', headers: {} },
      { method: 'POST', target: '/?b=2&a=%E4%BB%BB%20%2B&Statuses.1=x', headers: {} },
      { method: 'GET', target: '/?b=2&a=%E4%BB%BB%20%2B&Statuses.1=x', headers: { 'x-acs-action': 'B' } },
    ],
  },
  {
    protocol: 'alibaba-rpc',
    wire: {
      method: 'POST',
      target: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=A&Version=1&TaskId=7',
    },
    changed: [{ method: 'POST', target: '/', headers: {}, body: 'Action=A&Version=1&TaskId=8' }],
  },
  {
    protocol: 'huawei-rest',
    wire: { method: 'GET', target: '/v5/p/logs?limit=2&offset=0&name=%E4%BB%BB%20%2B&tag=a&tag=b', headers: {} },
    changed: [
      { method: 'GET', target: '/v5/p/logs?limit=3&offset=0&name=%E4%BB%BB%20%2B&tag=a&tag=b', headers: {} },
      { method: 'GET', target: '/v5/q/logs?limit=2&offset=0&name=%E4%BB%BB%20%2B&tag=a&tag=b', headers: {} },
    ],
  },
];

describe.each(requests)('$protocol, $wire.method', ({ protocol, wire, changed }) => {
  const signed = async () => (await signatureFor(protocol, url, keys))?.(wire) as WireRequest;
  const compute = expected[protocol] as (typeof expected)[string];

  test('the signature is what the vendor’s own code makes of the request that arrives', async () => {
    const sent = await signed();
    expect(sent).toMatchObject({ method: wire.method, target: wire.target, headers: wire.headers });
    expect(sent.body).toBe(wire.body);
    expect(sent.headers.authorization).toBe(compute(sent, 'the-secret'));
  });

  test('it is another one for another secret, and for a request that was changed on its way', async () => {
    const sent = await signed();
    expect(sent.headers.authorization).not.toBe(compute(sent, 'another-secret'));
    for (const other of changed) {
      const tampered = { ...sent, ...other, headers: { ...sent.headers, ...other.headers } };
      expect(compute(tampered, 'the-secret')).not.toBe(sent.headers.authorization);
    }
  });
});

test('a signature of Alibaba covers the body by its digest, and is never made twice', async () => {
  const sign = await signatureFor('alibaba-rpc', url, keys);
  const wire = { method: 'POST', target: '/', headers: {}, body: 'Action=A&Version=1' };
  const [one, other] = [sign?.(wire), sign?.(wire)];
  expect(one?.headers['x-acs-content-sha256']).toBe(createHash('sha256').update(wire.body).digest('hex'));
  expect(one?.headers['x-acs-signature-nonce']).not.toBe(other?.headers['x-acs-signature-nonce']);
});

test('a key of which one half is empty or missing is refused, with the names of both', async () => {
  for (const half of [{ HUAWEICLOUD_SDK_AK: 'a' }, { HUAWEICLOUD_SDK_SK: 's' }]) {
    await expect(signatureFor('huawei-rest', url, half)).rejects.toThrow(/HUAWEICLOUD_SDK_AK.*HUAWEICLOUD_SDK_SK/);
  }
});
