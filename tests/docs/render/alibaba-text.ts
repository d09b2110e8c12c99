import type { PlainPage } from '../plain-page.js';
import { flatRows, type WrittenRow } from './rows.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mar 24, 2026` */
export function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${months[Number(month) - 1]} ${day}, ${year}`;
}

function resourceLines(page: PlainPage): string[] {
  return page.permissions[0]?.resources.flatMap(({ type, arn }) => [`*${type}`, arn ?? '']) ?? [];
}

/** Alibaba Cloud's current layout: each cell is a paragraph. */
export function currentAlibaba(page: PlainPage): string {
  const permission = page.permissions[0];
  const cells = (row: WrittenRow): string[] => [
    ...(row.name === '' ? [] : [row.name]),
    row.type,
    ...(row.required === undefined ? [] : [row.required]),
    ...row.description.lead,
    ...row.description.bullets.map((bullet) => `  • ${bullet}`),
    ...(row.example === '' ? [] : [row.example]),
  ];
  return [
    'All Products\nSearch\nDocument Center',
    page.title,
    `Last Updated:${dateInWords(page.updated)}`,
    page.summary,
    'Try it now',
    'RAM authorization',
    ...['Action', 'Access level', 'Resource type', 'Condition key', 'Dependent action'],
    permission?.action ?? '',
    permission?.access ?? '',
    ...resourceLines(page),
    'None None',
    'Request parameters',
    ...['Parameter', 'Type', 'Required', 'Description', 'Example'],
    ...flatRows(page.parameters).flatMap(cells),
    'Response elements',
    ...['Element', 'Type', 'Description', 'Example'],
    'object',
    'The response parameters.',
    ...flatRows(page.response).flatMap(cells),
    'Examples',
    'Success response',
    'JSON format',
    JSON.stringify(page.sample, null, 2),
    'Error codes',
    ...(page.errors === undefined
      ? []
      : [
          ...['HTTP status code', 'Error code', 'Error message', 'Description'],
          ...page.errors.flatMap(([status, code, message, meaning]) => [
            status,
            code,
            message,
            meaning === '' ? '-' : meaning,
          ]),
        ]),
    'See Error Codes for a complete list.',
    ...(page.changes.length === 0
      ? ['Release notes', 'See Release Notes for a complete list.']
      : [
          'Change history',
          ...['Change time', 'Summary of changes', 'Operation'],
          ...page.changes.flatMap(([date, what]) => [date, what, 'View Change Details']),
        ]),
  ].join('\n\n');
}

/** Alibaba Cloud's earlier layout: the short cells of a row are glued, the long ones follow. */
export function earlierAlibaba(page: PlainPage): string {
  const permission = page.permissions[0];
  const row = ({ name, type, required, description, example }: WrittenRow): string => {
    const text = description.lead.map((piece) => `\n${piece}\n`).join('');
    const list =
      description.bullets.length === 0 ? '' : `\n${description.bullets.map((bullet) => `  • ${bullet}`).join('\n')}`;
    const shown = example === '' ? '' : description.lead.length === 0 ? `\n\n${example}` : `\n${example}`;
    return `${name}${type}${required ?? ''}${text === '' ? '' : `\n${text}`}${list}${shown}`;
  };
  return `All Products
Search
Document Center

${page.title}

Last Updated:${dateInWords(page.updated)}

${page.summary}

Debugging

OpenAPI Explorer computes the signature.

Authorization information

OperationAccess levelResource typeCondition keyAssociated operation
${permission?.action}${permission?.access}
${resourceLines(page).join('\n')}
    none
none

Request parameters

ParameterTypeRequiredDescriptionExample
${flatRows(page.parameters).map(row).join('\n')}

Response parameters

ParameterTypeDescriptionExample
object
${flatRows(page.response).map(row).join('\n')}

Examples

Sample success responses

JSONformat

${JSON.stringify(page.sample, null, 2)}

Error codes
${
  page.errors === undefined
    ? ''
    : `
HTTP status codeError codeError messageDescription
${page.errors.map(([status, code, message, meaning]) => `${status}${code}${message}${meaning === '' ? '-' : meaning}`).join('\n')}
`
}
For a list of error codes, visit the Service error codes.
${
  page.changes.length === 0
    ? ''
    : `
Change history

Change timeSummary of changesOperation
${page.changes.map(([date, what]) => `${date}${what}View Change Details`).join('\n')}`
}`;
}

/** Alibaba Cloud's pages as converters to Markdown write them: cells between bars, or between tabs. */
export function separatedAlibaba(page: PlainPage, separator: '|' | '\t'): string {
  const line = (cells: readonly string[]) =>
    separator === '|' ? `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |` : cells.join('\t');
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [line(head), ...(separator === '|' ? [line(head.map(() => '---'))] : []), ...rows.map(line)].join('\n');
  const text = ({ description }: WrittenRow) =>
    [...description.lead, ...description.bullets.map((bullet) => `• ${bullet}`)].join('\n');
  const permission = page.permissions[0];
  return `${page.title}

Last Updated:${dateInWords(page.updated)}

${page.summary}

## RAM authorization
`
    .replace('## ', '')
    .concat(`
${table(['Action', 'Access level', 'Resource type', 'Condition key', 'Dependent action'], [[permission?.action ?? '', permission?.access ?? '', resourceLines(page).join('\n'), 'None', 'None']])}

Request parameters

${table(
  ['Parameter', 'Type', 'Required', 'Description', 'Example'],
  flatRows(page.parameters).map((row) => [row.name, row.type, row.required ?? '', text(row), row.example]),
)}

Response parameters

${table(['Parameter', 'Type', 'Description', 'Example'], [['', 'object', 'The response parameters.', ''], ...flatRows(page.response).map((row) => [row.name, row.type, text(row), row.example])])}

Examples

Sample success responses

${JSON.stringify(page.sample, null, 2)}

Error codes

${
  page.errors === undefined
    ? ''
    : table(
        ['HTTP status code', 'Error code', 'Error message', 'Description'],
        page.errors.map(([status, code, message, meaning]) => [status, code, message, meaning]),
      )
}

For a list of error codes, visit the Service error codes.

${
  page.changes.length === 0
    ? ''
    : `Change history\n\n${table(
        ['Change time', 'Summary of changes', 'Operation'],
        page.changes.map(([date, what]) => [date, what, 'View Change Details']),
      )}`
}`);
}
