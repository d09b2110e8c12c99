import type { Contract } from '../../contract/contract.js';
import type { SecretSources } from '../../report/secrets.js';
import { protocolOf } from '../../wire/index.js';
import { signingVariables } from '../../wire/sign.js';

/**
 * Everything by which a run against some operations proves who is calling, for reports and recordings to hide: headers,
 * the user info of the address, and the environment variables that the vendors' signatures use.
 */
export function credentialsOf(
  contracts: readonly Contract[],
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SecretSources {
  const names = new Set(contracts.flatMap((contract) => signingVariables(protocolOf(contract).name)));
  const variables: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value) variables[name] = value;
  }
  return { url, headers, variables };
}
