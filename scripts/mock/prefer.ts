/** What a request's `Prefer` header asks of a mock (RFC 7240), with Prism's meaning. */
export interface Preference {
  /** HTTP status of the answer. */
  readonly code?: number;
  /** Name of a documented example. */
  readonly example?: string;
  /** Prism engine only: a drawn body instead of an example. */
  readonly dynamic?: boolean;
}

/**
 * Reads a `Prefer` header.
 *
 * @returns undefined where it says nothing that concerns a mock.
 */
export function parsePrefer(header: string): Preference | undefined {
  const preference: { code?: number; example?: string; dynamic?: boolean } = {};
  for (const part of header.slice(0, 1000).split(/[,;]/)) {
    const [name, ...rest] = part.split('=');
    const value = rest
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1');
    const key = name?.trim().toLowerCase();
    if (key === 'code' && /^[1-5]\d\d$/.test(value)) preference.code = Number(value);
    else if (key === 'example' && value !== '') preference.example = value;
    else if (key === 'dynamic') preference.dynamic = value === 'true';
  }
  return Object.keys(preference).length === 0 ? undefined : preference;
}
