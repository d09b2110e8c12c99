import type { PlainField, PlainPage } from '../plain-page.js';
import type { Style } from './description.js';
import { namedTables, rowOf, type WrittenRow } from './rows.js';

/** Huawei Cloud's layout: numbered tables, a table for each object. */
export function huaweiText(page: PlainPage, style: Exclude<Style, 'alibaba'>): string {
  let number = 0;
  const cells = (row: WrittenRow, hasRequired: boolean): string[] => [
    row.name,
    ...(hasRequired ? [row.required ?? 'No'] : []),
    row.type,
    ...row.description.lead,
    ...row.description.bullets.map((bullet) => `  • ${bullet}`),
    ...row.description.tail,
  ];
  const table = (caption: string, fields: readonly PlainField[], hasRequired: boolean): string[] =>
    fields.length === 0
      ? []
      : [
          `Table ${++number} ${caption}`,
          ...(hasRequired ? ['Parameter', 'Mandatory', 'Type', 'Description'] : ['Parameter', 'Type', 'Description']),
          ...fields.flatMap((field) => cells(rowOf(field, style, 0), hasRequired)),
        ];
  const query = page.parameters.filter((field) => field.in === 'query');
  const body = page.parameters.filter((field) => field.in === 'body');
  return [
    `Help Center/ Host Security Service/ API Reference/ ${page.title}`,
    `Updated on ${page.updated} GMT+08:00`,
    page.title,
    'Function',
    page.summary,
    'URI',
    `${page.method} ${page.path}`,
    ...table('Query Parameters', query, true),
    'Request Parameters',
    ...(body.length === 0
      ? ['None']
      : [
          ...table('Request body parameters', body, true),
          ...namedTables(body).flatMap(({ name, fields }) => table(name, fields, true)),
        ]),
    'Response Parameters',
    'Status code: 200',
    ...table('Response body parameters', page.response, false),
    ...namedTables(page.response).flatMap(({ name, fields }) => table(name, fields, false)),
    'Example Requests',
    'None',
    'Example Responses',
    'Status code: 200',
    'Request succeeded.',
    JSON.stringify(page.sample, null, 2),
    'Status Codes',
    'Status Code',
    'Description',
    ...page.statuses.flat(),
    'Error Codes',
    'See Error Codes.',
  ].join('\n\n');
}
