import { isCredentialName, isHarmlessHeader } from './credential-names.js';
import type { Request } from './violation.js';

/** A learned value must have this many characters: what is shorter (`none`, `true`) is more often a word than a secret. */
const SHORTEST_LEARNED = 6;

/** A credential. */
export interface Credential {
  /** Name under which it travels; undefined where it is only a part of what does. */
  readonly name?: string | undefined;
  readonly value: string;
}

/** The credentials that a request carries, known by the names of headers, parameters and fields. */
export function credentialsIn(request: Request): Credential[] {
  return [...inUrl(request.url), ...inHeaders(request.headers), ...inText(request.body ?? '')].filter(
    ({ value }) => value.length >= SHORTEST_LEARNED,
  );
}

/** The credentials in headers. @param all every header is one, but those that anyone may see */
export function inHeaders(headers: Readonly<Record<string, string>>, all = false): Credential[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (all && !isHarmlessHeader(name)) || isCredentialName(name) ? inHeader(name, value) : [],
  );
}

/** A header's value and those of its parts that are credentials by themselves. */
function inHeader(name: string, value: string): Credential[] {
  const parts = [value];
  const lower = name.toLowerCase();
  if (lower.endsWith('cookie')) {
    // Of Set-Cookie only the first pair is the cookie; the others say how long and where it counts.
    const pairs = lower === 'set-cookie' ? value.split(';', 1) : value.split(';');
    parts.push(...pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim()));
    return partsOf(name, parts);
  }
  const [, scheme = '', rest = ''] = /^([\w-]+)\s+(.*)$/s.exec(value) ?? [];
  if (scheme.toLowerCase() === 'basic') {
    const decoded = Buffer.from(rest, 'base64').toString('utf8');
    parts.push(rest, decoded, decoded.slice(decoded.indexOf(':') + 1));
  } else if (rest !== '') {
    const named = [...rest.matchAll(/([\w-]+)\s*=\s*"?([^\s,"]+)/g)];
    if (named.length === 0) parts.push(rest);
    // Huawei's signature calls the access key `Access`.
    for (const [, key = '', part = ''] of named) if (isCredentialName(key) || key === 'Access') parts.push(part);
  }
  return partsOf(name, parts);
}

/** The first one is the value as a whole. */
function partsOf(name: string, parts: readonly string[]): Credential[] {
  return parts.map((value, index) => (index === 0 ? { name, value } : { value })).filter(({ value }) => value !== '');
}

/** User info and signed parameters of an address, absolute or not. */
export function inUrl(url: string): Credential[] {
  const found: Credential[] = [];
  const userInfo = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(url)?.[1];
  if (userInfo !== undefined) {
    const colon = userInfo.indexOf(':');
    if (colon < 0) found.push({ name: 'user', value: decoded(userInfo) });
    else found.push({ name: 'password', value: decoded(userInfo.slice(colon + 1)) });
  }
  const question = url.indexOf('?');
  return question < 0 ? found : [...found, ...inText(url.slice(question + 1).split('#', 1)[0] as string)];
}

/** Credentials in a body: the pairs of a form, the fields of JSON (which need not be whole). */
function inText(text: string): Credential[] {
  const found: Credential[] = [];
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[&?])([^=&\s"]{1,64})=([^&\s"]{1,4096})/g)) {
    if (isCredentialName(decoded(name))) found.push({ name: decoded(name), value: decoded(value) });
  }
  for (const [, name = '', value = ''] of text.matchAll(/"([\w.-]{1,64})"\s*:\s*"((?:[^"\\]|\\.){1,4096})"/gs)) {
    if (isCredentialName(name)) found.push({ name, value: unescaped(value) });
  }
  return found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
