import { printable } from '../base/printable.js';
import type { Reply } from './gateway.js';

/** One request, as the log tells it. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly target: string;
  /** Milliseconds from the request's head to the answer. */
  readonly duration: number;
  readonly reply: Reply;
}

/** Writes a line of the log, without its end. */
export type WriteLine = (line: string) => void;

/** How requests are logged: a line for people, or a JSON object. */
export type LogFormat = 'text' | 'json';

/** One line for one request: what was asked, the verdict, and the rule that was violated. */
export function formatEntry({ time, method, target, duration, reply }: LogEntry, format: LogFormat): string {
  const { status, operation, note, refusal, source, ignored } = reply;
  if (format === 'json') {
    return JSON.stringify({
      time: new Date(time).toISOString(),
      level: refusal !== undefined || ignored.length > 0 ? 'warning' : 'info',
      method,
      target: target.slice(0, maxTarget),
      operation,
      status,
      ms: Math.round(duration * 1000) / 1000,
      ...(note === '' ? {} : { note }),
      ...(refusal === undefined ? {} : { refused: refusal, source }),
      ...(ignored.length === 0 ? {} : { ignored }),
    });
  }
  const verdict = refusal === undefined ? (status < 400 ? 'ok' : 'error') : 'refused';
  const parts = [
    new Date(time).toISOString().slice(11, 23),
    status,
    verdict.padEnd(7),
    method,
    operation || target.slice(0, maxTarget),
    note,
    refusal === undefined ? '' : `${refusal.cause}: ${refusal.detail} (${source} error)`,
    ignored.length === 0 ? '' : `warning: ignored unknown ${ignored.join(', ')}`,
    `${duration.toFixed(1)} ms`,
  ];
  return printable(parts.filter((part) => part !== '').join('  '));
}

const maxTarget = 200;
