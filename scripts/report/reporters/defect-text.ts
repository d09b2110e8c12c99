import { writeExact } from '../../base/exact.js';
import type { Defect } from '../report.js';
import { placeText, seenText } from '../verdict.js';

/**
 * A defect as plain text of several lines, for reports that hold text: JUnit, annotations. Not yet made safe for any of
 * them.
 */
export function defectText(defect: Defect): string {
  const { path, message, statement, provenance, spec, expected, actual, request, response, curl, replay } = defect;
  const excerpt = response.excerpt
    .split('\n')
    .map((line, index) => `${index === response.line ? '> ' : '| '}${line}`)
    .join('\n');
  const rows: [string, string][] = [
    ['rule', statement],
    ['source', provenance],
    ['spec', spec],
    ['recorded', defect.recorded === undefined ? '' : placeText(defect.recorded)],
    ['expected', writeExact(expected)],
    ['actual', defect.missing ? 'nothing' : writeExact(actual)],
    ['waived', defect.waived ?? ''],
    ['seen', seenText(defect)],
    ['request', `${request.method} ${request.url}`],
    ['response', [response.status ?? '', response.problem ?? ''].join(' ').trim()],
  ];
  return [
    path === '' ? message : `${path} ${message}`,
    ...rows.filter(([, text]) => text !== '').map(([name, text]) => `${name.padEnd(9)} ${text}`),
    ...(response.excerpt === '' ? [] : [excerpt]),
    ...(curl === '' ? [] : [`curl      ${curl}`]),
    ...(replay === '' ? [] : [`replay    ${replay}`]),
  ].join('\n');
}
