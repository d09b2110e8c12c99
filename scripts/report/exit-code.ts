import type { Report } from './report.js';

/**
 * The exit code that a report stands for: 0 all holds, 1 the contract is violated or too little was exercised, 2 nothing
 * is violated but a part of the input could not be judged, 130 the run was ended with Ctrl-C.
 */
export function exitCodeOf({ ok, interrupted, exercised, unreadableCount = 0 }: Report): 0 | 1 | 2 | 130 {
  if (interrupted?.by === 'signal') return 130;
  if (!ok || (exercised !== undefined && exercised.share < exercised.required)) return 1;
  return unreadableCount > 0 ? 2 : 0;
}
