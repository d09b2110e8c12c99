import { variableOf } from './secrets.js';
import { shellText } from './shell-text.js';

/**
 * A command line that can be pasted: `npx cloudsec-contracts` with its arguments, quoted for a POSIX shell. Headers stand
 * there with their names, and with variables for their values, since these may be credentials.
 *
 * @param headers names of the headers that the command needs
 */
export function replayLine(words: readonly string[], headers: readonly string[] = []): string {
  const options = headers.flatMap((name) => [
    '--header',
    shellText([{ text: `${name}: ` }, { variable: variableOf(name) }]),
  ]);
  return ['npx', 'cloudsec-contracts', ...words.map((text) => shellText([{ text }])), ...options].join(' ');
}
