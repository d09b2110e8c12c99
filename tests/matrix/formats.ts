import { jsonText } from '../reference/json-text.js';
import { decode } from './decode.js';
import type { Recorded } from './recorder.js';

/** What was recorded as a HAR (HTTP Archive 1.2). */
export function harOf(recorded: readonly Recorded[]): string {
  const entries = recorded.map((one) => {
    const type = headerOf(one.headers, 'content-type');
    return {
      startedDateTime: '2026-01-01T00:00:00.000Z',
      request: {
        method: one.method,
        url: `https://api.example.com${one.target}`,
        headers: one.headers.map(([name, value]) => ({ name, value })),
        ...(one.body === '' ? {} : { postData: { mimeType: type ?? '', text: one.body } }),
      },
      response: {
        status: one.status,
        headers: one.answerHeaders.map(([name, value]) => ({ name, value })),
        content: { mimeType: headerOf(one.answerHeaders, 'content-type') ?? '', text: one.answer },
      },
    };
  });
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'recorder', version: '1' }, entries } });
}

/**
 * What was recorded as NDJSON: decoded requests, and bodies with every digit that they had. Requests that cannot be
 * decoded, or are none of the five operations', are left out.
 */
export function ndjsonOf(recorded: readonly Recorded[]): string {
  const lines = recorded.flatMap((one) => {
    const decoded = decode(one);
    if (decoded === undefined) return [];
    const headers = Object.fromEntries(one.answerHeaders.map(([name, value]) => [name.toLowerCase(), value]));
    const body = isJson(one.answer) ? one.answer.replaceAll(/[\r\n]/g, ' ') : JSON.stringify(one.answer);
    return [
      `{"operation":${JSON.stringify(decoded.operation)},"request":${jsonText(decoded.request)},` +
        `"response":{"status":${one.status},"headers":${JSON.stringify(headers)},"body":${body}}}\n`,
    ];
  });
  return lines.join('');
}

function headerOf(headers: Recorded['headers'], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
