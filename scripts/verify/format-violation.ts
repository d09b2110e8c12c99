import type { Json } from '../base/json.js';
import type { Violation } from './violation.js';

/** A violation as people read it: what was asked, what is wrong, how to see it again. */
export function formatViolation(violation: Violation): string {
  const { operation, property, path, message, request, response } = violation;
  return [
    `${operation} breaks ${property}: ${path === '' ? '' : `${path} `}${message}`,
    `  expected  ${show(violation.expected)}`,
    `  actual    ${show(violation.actual)}`,
    `  request   ${request.method} ${request.target}${request.body === undefined ? '' : ` ${request.body}`}`,
    `  response  ${response.status === 0 ? 'none' : response.status} ${response.excerpt.slice(0, 300)}`,
    `  source    ${violation.source}`,
    `  replay    ${violation.replay}`,
  ].join('\n');
}

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
