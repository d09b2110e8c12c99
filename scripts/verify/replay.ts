import { shellWord } from '../base/shell-word.js';
import type { Settings } from './options.js';

/** The command that shows a violation again. Headers are left out, since they may hold credentials. */
export function replayLine(settings: Settings, operation: string, property: string): string {
  const url = new URL(settings.url);
  url.username = '';
  url.password = '';
  const words = ['cloudsec-contracts', 'verify', url.href.replace(/\/$/, ''), '--operation', operation];
  words.push('--property', property, '--seed', String(settings.seed), '--runs', String(settings.runs));
  for (const [id, parameters] of Object.entries(settings.values)) {
    if (id !== operation) continue;
    for (const [name, values] of Object.entries(parameters)) words.push('--value', `${id}.${name}=${values.join(',')}`);
  }
  if (settings.strict) words.push('--strict');
  words.push(...settings.replay);
  return words.map(shellWord).join(' ');
}
