import type { Exact } from '../base/exact.js';
import { HIDDEN } from '../base/hidden.js';
import { setOwn } from '../base/json.js';
import { isCredentialName } from './credential-names.js';
import { type Credential, credentialsIn, inHeaders, inUrl } from './credentials-in.js';
import { Finder } from './finder.js';
import type { Range } from './hidden-text.js';
import type { Request, Response } from './violation.js';

/** What a run was given to prove who is calling. */
export interface SecretSources {
  /** Headers that were given on the command line: all are credentials, but those that anyone may see. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Address that was given: its user info and the signed parameters of its query are credentials. */
  readonly url?: string | undefined;
  /** Values by the environment variable that they were taken from. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Knows the credentials of a run, and takes them out of everything that is shown. The only place that decides what a
 * credential is: what the run was given, and what stands under the name of one in a request or answer.
 */
export class Secrets {
  readonly #finder: Finder;
  /** Environment variable in which a value is to be found, by value. */
  readonly #variables: Map<string, string>;

  /** @param known what else is known. Default: nothing. */
  constructor({ headers = {}, url, variables = {} }: SecretSources = {}, known?: Secrets) {
    this.#finder = known === undefined ? new Finder() : new Finder(known.#finder);
    this.#variables = new Map(known === undefined ? [] : known.#variables);
    for (const [variable, value] of Object.entries(variables)) if (value) this.#add({ name: variable, value });
    for (const credential of inHeaders(headers, true)) this.#add(credential);
    if (url !== undefined) for (const credential of inUrl(url)) this.#add(credential);
  }

  #add({ name, value }: Credential): void {
    this.#finder.add(value);
    // Cookies and bearer tokens are found by their parts, too, but it is the whole value that a variable holds.
    if (name !== undefined && !this.#variables.has(value)) this.#variables.set(value, variableOf(name));
  }

  /** Learns the credentials of an exchange: also the value that a server made up is one if it is a cookie. */
  learn(request: Request, response?: Response): void {
    for (const credential of credentialsIn(request)) this.#add(credential);
    if (response === undefined) return;
    for (const credential of inHeaders(response.headers)) if (credential.value.length > 5) this.#add(credential);
  }

  /** Learns a value if it goes by the name of a credential. */
  learnNamed(name: string, value: string): void {
    if (isCredentialName(name)) this.#add({ value });
  }

  /** A copy that can learn without changing this one. */
  copy(): Secrets {
    return new Secrets({}, this);
  }

  /** The environment variable that stands for a value, if all of it is a credential. */
  variableFor(value: string): string | undefined {
    return this.#variables.get(value);
  }

  /** Where known values stand in a text. */
  find(text: string): Range[] {
    return this.#finder.find(text);
  }

  /** A text without known values, however they are encoded in it. */
  cleanValues(text: string): string {
    return withoutRanges(text, this.find(text));
  }

  /** A text without known values, and without what stands under the name of a credential. */
  clean(text: string): string {
    return withoutNamed(this.cleanValues(text));
  }

  /**
   * A part of a text, cleaned. No credential is cut in two, of which a half would then be shown: the part ends before
   * it or begins behind it.
   */
  slice(text: string, start: number, end: number): string {
    const from = Math.max(0, start - this.#finder.longest);
    const window = text.slice(from, end + this.#finder.longest);
    let first = start - from;
    let last = Math.min(end, text.length) - from;
    for (const range of this.find(window)) {
      if (range.start < first && first < range.end) first = Math.min(range.end, last);
      if (range.start < last && last < range.end) last = Math.max(range.start, first);
    }
    return this.clean(window.slice(first, last));
  }

  /** JSON without credentials: neither in texts and keys nor as numbers, nor under the name of one. */
  cleanJson<T extends Exact>(value: T): T {
    return this.#cleanJson(value) as T;
  }

  #cleanJson(value: Exact): Exact {
    if (typeof value === 'string') return this.clean(value);
    if (typeof value === 'number' || typeof value === 'bigint') return this.#finder.has(String(value)) ? HIDDEN : value;
    if (Array.isArray(value)) return value.map((part) => this.#cleanJson(part));
    if (typeof value !== 'object' || value === null) return value;
    const copy: { [key: string]: Exact } = {};
    for (const [key, part] of Object.entries(value)) {
      const isSecret = isCredentialName(key) && part !== '' && part !== null && typeof part !== 'object';
      setOwn<Exact>(copy, this.clean(key), isSecret ? HIDDEN : this.#cleanJson(part));
    }
    return copy;
  }
}

/** Name of the environment variable that stands for the value of a header or parameter: `X_AUTH_TOKEN`. */
export function variableOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(words) ? words.toUpperCase() : `SECRET_${words.toUpperCase()}`;
}

function withoutRanges(text: string, ranges: readonly Range[]): string {
  let clean = '';
  let done = 0;
  for (const { start, end } of ranges) {
    clean += text.slice(done, start) + HIDDEN;
    done = end;
  }
  return clean + text.slice(done);
}

/** Without values that stand under the name of a credential, and those that can be nothing else. */
function withoutNamed(text: string): string {
  if (text.length < 4) return text;
  return (
    text
      // User info of an address.
      .replaceAll(/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>\\]{1,1000}@/gi, `$1${HIDDEN}@`)
      // A JSON web token.
      .replaceAll(/\beyJ[\w-]{8,}\.[\w-]{8,}\.?[\w-]*/g, HIDDEN)
      // A pair of a query or form. A value that begins with $ is a variable.
      .replaceAll(/(?<![\w.-])([\w.-]{2,128})=(?![$*"'\\])([^&\s"'<>#,;\\]+)/g, (all, name: string) =>
        isCredentialName(name) ? `${name}=${HIDDEN}` : all,
      )
      // A field of JSON; its end may be cut off.
      .replaceAll(/("([\w.-]{2,64})"\s*:\s*")(?:[^"\\]|\\.){1,20000}/gs, (all, head: string, name: string) =>
        isCredentialName(name) ? `${head}${HIDDEN}` : all,
      )
      // The same within a text that is itself in JSON.
      .replaceAll(
        /((\\{1,9})"([\w.-]{2,64})\2"\s*:\s*\2")(?:(?!(?<!\\)\2").){1,20000}/gs,
        (all, head: string, _run: string, name: string) => (isCredentialName(name) ? `${head}${HIDDEN}` : all),
      )
      // A line of a header.
      .replaceAll(/(?<![\w-])([A-Za-z][\w-]{1,127}):[ \t]*(?![$*"'\\\s])([^\r\n"'<>\\]+)/g, (all, name: string) =>
        isHeaderOfCredential(name) ? `${name}: ${HIDDEN}` : all,
      )
  );
}

/** In running text only names that are nothing but headers count: "Secret: see below" is no header. */
function isHeaderOfCredential(name: string): boolean {
  return /^(?:proxy-)?authorization$|^(?:set-)?cookie$|-token$|-signature$|^x-.*key$/i.test(name);
}
