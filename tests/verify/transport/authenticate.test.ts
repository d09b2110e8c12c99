import { expect, test, vi } from 'vitest';
import type { Contract } from '../../../scripts/contract/contract.js';
import { authenticateFor } from '../../../scripts/verify/transport/authenticate.js';
import { serverUrl } from '../../../scripts/verify/transport/server-url.js';
import { contracts } from '../../support/mock-contracts.js';

const alibaba = contracts.find(({ id }) => id === 'ListOperationTask') as Contract;
const wire = { method: 'GET', target: '/?a=1', headers: { 'x-acs-action': 'A', 'x-acs-version': '1' } };
const plain = 'http://127.0.0.1:1';
const basic = `Basic ${Buffer.from('me:p@ss ä').toString('base64')}`;
const withUser = 'http://me:p%40ss%20%C3%A4@127.0.0.1:1';

const headersOf = async (url: string, headers: Record<string, string> = {}) =>
  (await authenticateFor(alibaba, serverUrl(url), headers)(wire)).headers;

test.each([
  ['a placeholder, if nothing is given', plain, {}, 'placeholder'],
  ['the header that is given', plain, { Authorization: 'Bearer x' }, 'Bearer x'],
  ['the user info of the address', withUser, {}, basic],
  ['the header rather than the user info', withUser, { authorization: 'Bearer x' }, 'Bearer x'],
  ['a placeholder beside other headers', plain, { 'X-Other': 'y' }, 'placeholder'],
])('%s is sent', async (_, url, headers, want) => {
  expect(await headersOf(url, headers)).toMatchObject({ ...wire.headers, authorization: want });
});

test.each([
  [{ type: 'http', httpScheme: 'bearer' }, 'bearer placeholder'],
  [{ type: 'http', httpScheme: 'Basic' }, `Basic ${Buffer.from('placeholder:placeholder').toString('base64')}`],
  [{ type: 'apiKey' }, 'placeholder'],
])('the placeholder is one of its scheme: %j', async (credential, want) => {
  const security = [[{ name: 'Authorization', in: 'header', scheme: 's', scopes: [], ...credential }]];
  const contract = { ...alibaba, wire: undefined, security } as unknown as Contract;
  const { headers } = await authenticateFor(contract, serverUrl(plain), {})(wire);
  expect(headers.authorization).toBe(want);
});

test('a cookie that is given is the credential', async () => {
  const security = [[{ name: 'session', in: 'cookie', scheme: 's', type: 'apiKey', scopes: [] }]];
  const contract = { ...alibaba, security } as unknown as Contract;
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'the-id');
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'the-secret');
  try {
    const { headers } = await authenticateFor(contract, serverUrl(plain), { Cookie: 'session=1' })(wire);
    expect(headers).not.toHaveProperty('authorization');
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a key of the environment signs, anew for each request, unless a credential is given', async () => {
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'the-id');
  vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'the-secret');
  try {
    const authenticate = authenticateFor(alibaba, serverUrl(plain), {});
    const [one, other] = [(await authenticate(wire)).headers, (await authenticate(wire)).headers];
    expect(one.authorization).toMatch(/^ACS3-HMAC-SHA256 Credential=the-id/);
    expect(one['x-acs-signature-nonce']).not.toBe(other['x-acs-signature-nonce']);
    expect((await headersOf(withUser)).authorization).toBe(basic);
    expect((await headersOf(plain, { authorization: 'Bearer x' })).authorization).toBe('Bearer x');
  } finally {
    vi.unstubAllEnvs();
  }
});

test.each([
  ['a b', 'x'],
  ['a', 'secret\r\nb: c'],
  ['a', 'secret €'],
])('a header that cannot be sent is refused, without its value: %j', (name, value) => {
  expect(() => authenticateFor(alibaba, serverUrl(plain), { [name]: value })).toThrow(
    /^the header ".*" cannot be sent/,
  );
  expect(() => authenticateFor(alibaba, serverUrl(plain), { [name]: value })).not.toThrow(/secret/);
});

test('an address that is none is refused, without its password', () => {
  expect(() => serverUrl('ftp://me:secret@host')).toThrow('"ftp://host" is no http or https address');
});
