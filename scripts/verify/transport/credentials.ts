import type { Contract } from '../../contract/contract.js';
import { protocolOf } from '../../wire/index.js';
import { signingVariables } from '../../wire/sign.js';

/** Everything by which a run proves who is calling: what reports must never show. */
export interface Credentials {
  /** Headers that were given for every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Address that was given, its user info included. */
  readonly url: string;
  /** Values of the environment variables that the vendors' signatures use, where they are set. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The credentials of a run against the operations of some contracts. */
export function credentialsOf(
  contracts: readonly Contract[],
  { url, headers }: Pick<Credentials, 'url' | 'headers'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Credentials {
  const names = new Set(contracts.flatMap((contract) => signingVariables(protocolOf(contract).name)));
  const variables: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value) variables[name] = value;
  }
  return { url, headers, variables };
}
