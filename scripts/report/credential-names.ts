/**
 * Names of headers, parameters and fields whose value is a credential, without their punctuation and in lower case.
 * The end decides: `X-Auth-Token`, `x-acs-security-token`, `AccessKeySecret`, `X-Amz-Signature`, `Set-Cookie`.
 */
const CREDENTIAL =
  /(?:authorization|cookie|password|passwd|pwd|secret|signature|credentials?|apikey|subscriptionkey|privatekey|accesskey|accesskeyid|accesskeysecret|awsaccesskeyid|(?:security|session|auth|access|id|refresh|bearer|subject|csrf|xsrf|api|private|user|service)token|jwt|passphrase|sessionid)$/;

/** Names that are credentials only as a whole: as an end they would catch `NextToken` and `ClientToken`, which are none. */
const EXACT = new Set(['token', 'auth', 'sig', 'sid', 'ak', 'sk', 'xtoken', 'apitoken']);

/** Whether the value that goes by a name proves who is calling. */
export function isCredentialName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return EXACT.has(plain) || CREDENTIAL.test(plain);
}

/** Headers that anyone may see even if they were given with `--header`: their values are words that occur everywhere. */
const HARMLESS = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'host',
  'origin',
  'prefer',
  'referer',
  'user-agent',
  'x-acs-action',
  'x-acs-version',
  'x-sdk-date',
  'x-acs-date',
]);

/** Whether a header says nothing that has to be kept secret, whoever sends it. */
export function isHarmlessHeader(name: string): boolean {
  return HARMLESS.has(name.toLowerCase());
}
