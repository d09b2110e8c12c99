import { describe, expect, test } from 'vitest';
import { signatureFor } from '../../scripts/wire/sign.js';

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
