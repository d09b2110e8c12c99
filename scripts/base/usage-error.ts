/**
 * Raised where the tool cannot do its job for a reason that the user can mend: a bad option, a taken port, an
 * unreadable file. The message names the value, the cause and the remedy; the CLI prints it alone and exits with 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
