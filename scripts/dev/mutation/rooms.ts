import { readdirSync } from 'node:fs';
import { UsageError } from '../../base/usage-error.js';
import { guards } from './guards.js';

/**
 * The rooms that were named, or all whose tests are known: `wire` is `scripts/wire`.
 *
 * @throws UsageError where a room is named that is none, or has no tests.
 */
export function roomNames(named: readonly string[]): string[] {
  const rooms = Object.keys(guards);
  for (const room of named) {
    if (!rooms.includes(room))
      throw new UsageError(`there is no room ${room} with tests; choose of ${rooms.join(', ')}`);
  }
  return named.length > 0 ? [...named] : rooms;
}

/** The source files of a room, as paths from the project's folder. */
export function filesOf(room: string): string[] {
  return readdirSync(`scripts/${room}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `scripts/${room}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'))
    .sort();
}
