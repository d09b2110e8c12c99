import type { Contract } from '../contract/contract.js';
import { contentOf, responseFor, successBody, successResponse } from '../contract/responses.js';
import type { Answer } from './engine.js';

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

/**
 * The documented example that a request prefers: the named one, or the first one of the preferred status.
 *
 * @returns undefined where no example is preferred: the status is that of the usual answer, without a name.
 */
export function preferredExample(contract: Contract, { code, example }: Preference): Answer | undefined {
  if (code === undefined && example === undefined) return undefined;
  const success = successBody(contract);
  if (example === undefined && code === success.status) return undefined;
  const response = code === undefined ? successResponse(contract) : responseFor(contract, code);
  if (response === undefined) {
    return unavailable(`code=${code}`, `declared are ${Object.keys(contract.responses).join(', ')}`);
  }
  const { examples } = contentOf(response);
  const name = example ?? Object.keys(examples)[0];
  if (name === undefined) return unavailable(`code=${code}`, 'the contract has no example of it');
  if (!Object.hasOwn(examples, name)) {
    const known = Object.keys(examples).join(', ') || 'none';
    return unavailable(`example=${name.slice(0, 80)}`, `examples of ${response.status} are ${known}`);
  }
  const value = examples[name]?.value ?? null;
  return { status: code ?? success.status, text: JSON.stringify(value), note: `example ${name}`, keepsRules: false };
}

/** Prism answers 404 to a preference that it cannot meet; so does every vendor's envelope to what is unknown. */
function unavailable(preference: string, because: string): Answer {
  return { refusal: { cause: 'unknown-operation', detail: `Prefer: ${preference} cannot be met: ${because}.` } };
}
