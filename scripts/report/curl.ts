import { HIDDEN } from '../base/hidden.js';
import { isCredentialName } from './credential-names.js';
import { inUrl } from './credentials-in.js';
import { type Secrets, variableOf } from './secrets.js';
import { type Part, shellText } from './shell-text.js';
import type { Request } from './violation.js';

/** Headers that curl makes itself, and those that would make its answer unreadable. */
const OWN = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect']);

/**
 * A command line that sends a request again: to be pasted into a POSIX shell. Credentials are environment variables,
 * named after what they were taken from. Empty where the request is not known.
 *
 * Where the address of the server is not known, it is the variable `SERVER`.
 */
export function curlLine({ method, url, headers, body }: Request, secrets: Secrets): string {
  if (method === '' || url === '') return '';
  const words: string[] = ['curl', '-sS', '-i'];
  const verb = method.toUpperCase();
  if (verb === 'HEAD') words.push('-I');
  else words.push('-X', shellText([{ text: method }]));
  // Otherwise curl takes [] and {} for patterns, and removes /../ .
  if (/[[\]{}]/.test(url)) words.push('-g');
  if (/\/\.{1,2}(?:[/?#]|$)/.test(url)) words.push('--path-as-is');
  const { address, user } = withoutUser(url);
  if (user) words.push('-u', shellText([{ variable: 'SERVER_USER' }, { text: ':' }, { variable: 'SERVER_PASSWORD' }]));
  words.push(shellText(addressParts(address, secrets)));
  for (const [name, value] of Object.entries(headers)) {
    if (OWN.has(name.toLowerCase()) || name.startsWith(':')) continue;
    words.push('-H', shellText(value === '' ? [{ text: `${name};` }] : headerParts(name, value, secrets)));
  }
  if (body !== undefined) {
    const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (!hasType) words.push('-H', shellText([{ text: 'content-type:' }]));
    words.push('--data-raw', shellText(bodyParts(body, secrets)));
  }
  return words.join(' ');
}

function withoutUser(url: string): { address: string; user: boolean } {
  const address = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
  return { address, user: address !== url };
}

function addressParts(url: string, secrets: Secrets): Part[] {
  const server: Part[] = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? [] : [{ variable: 'SERVER' }];
  const named = new Map(inUrl(url).map(({ name }) => [name, true]));
  // Every parameter by itself, so that the others stay readable.
  const parts = url.split(/([?&])/).flatMap((piece): Part[] => {
    const equals = piece.indexOf('=');
    const name = decodedName(piece.slice(0, Math.max(0, equals)));
    if (equals > 0 && (named.has(name) || isCredentialName(name))) {
      const value = decodedName(piece.slice(equals + 1));
      return [{ text: piece.slice(0, equals + 1) }, { variable: secrets.variableFor(value) ?? variableOf(name) }];
    }
    return hiddenParts(piece, secrets);
  });
  return [...server, ...parts];
}

function headerParts(name: string, value: string, secrets: Secrets): Part[] {
  const whole = secrets.variableFor(value);
  if (whole !== undefined || isCredentialName(name)) {
    return [{ text: `${name}: ` }, { variable: whole ?? variableOf(name) }];
  }
  return [{ text: `${name}: ` }, ...hiddenParts(value, secrets)];
}

function bodyParts(body: string, secrets: Secrets): Part[] {
  if (/^[\w.%+-]+=[^{["\n]*$/.test(body)) {
    return body.split(/(&)/).flatMap((piece): Part[] => {
      const equals = piece.indexOf('=');
      const name = decodedName(piece.slice(0, Math.max(0, equals)));
      if (equals > 0 && isCredentialName(name)) {
        const value = decodedName(piece.slice(equals + 1));
        return [{ text: piece.slice(0, equals + 1) }, { variable: secrets.variableFor(value) ?? variableOf(name) }];
      }
      return hiddenParts(piece, secrets);
    });
  }
  return hiddenParts(body, secrets);
}

/** A text in which each known credential is the variable that it was taken from, or hidden where it was encoded. */
function hiddenParts(text: string, secrets: Secrets): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const { start, end } of secrets.find(text)) {
    parts.push({ text: text.slice(done, start) });
    const variable = secrets.variableFor(text.slice(start, end));
    parts.push(variable === undefined ? { text: HIDDEN } : { variable });
    done = end;
  }
  parts.push({ text: secrets.clean(text.slice(done)) });
  return parts;
}

function decodedName(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
