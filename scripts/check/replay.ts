import { shellWord } from '../base/shell-word.js';

/** The command line that judges some lines of a file again. Arguments are quoted for a POSIX shell where they need it. */
export function replayLine(
  file: string,
  from: number,
  to: number,
  operation: string,
  further: readonly string[] = [],
): string {
  const lines = from === to ? String(from) : `${from}-${to}`;
  const args = ['check', file, '--lines', lines, '--operation', operation, ...further];
  return ['npx', 'cloudsec-contracts', ...args.map(shellWord)].join(' ');
}
