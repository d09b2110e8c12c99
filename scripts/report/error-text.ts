import { safeLines } from './safe-text.js';
import { Secrets } from './secrets.js';

/** Errors that a user can mend: their message says how, and their stack says nothing. */
const USERS = new Set(['UsageError', 'SpecError']);

/**
 * What the command line prints of an error: of one that the user can mend its message, otherwise all that helps to find
 * a defect of the tool. What specs, recordings and addresses brought into it is made harmless, and is no credential.
 */
export function errorText(error: unknown): string {
  const { name, message, stack } = (error ?? {}) as Partial<Error>;
  const isUsers = name !== undefined && USERS.has(name);
  const text = isUsers ? (message ?? '') : (stack ?? String(error));
  const lines = safeLines(secretsIn(process.argv).clean(text));
  return [...(isUsers ? [] : ['This is a defect of cloudsec-contracts, please report it:']), ...lines].join('\n');
}

/** The headers of the command line: they may be credentials, whatever an error says of them. */
function secretsIn(argv: readonly string[]): Secrets {
  let secrets = new Secrets();
  for (const [index, word] of argv.entries()) {
    const text = word === '--header' ? (argv[index + 1] ?? '') : word.startsWith('--header=') ? word.slice(9) : '';
    const colon = text.indexOf(':');
    if (colon > 0) {
      secrets = new Secrets({ headers: { [text.slice(0, colon).trim()]: text.slice(colon + 1).trim() } }, secrets);
    }
  }
  return secrets;
}
