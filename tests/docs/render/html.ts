import type { PlainField, PlainPage } from '../plain-page.js';
import { dateInWords } from './alibaba-text.js';
import type { Style } from './description.js';
import { flatRows, namedTables, rowOf, type WrittenRow } from './rows.js';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function paragraphs(pieces: readonly string[]): string {
  return pieces.map((piece) => `<p>${escaped(piece)}</p>`).join('');
}

function description({ description: { lead, bullets, tail } }: WrittenRow): string {
  const list =
    bullets.length === 0 ? '' : `<ul>${bullets.map((bullet) => `<li><p>${escaped(bullet)}</p></li>`).join('\n')}</ul>`;
  return paragraphs(lead) + list + paragraphs(tail);
}

function table(head: readonly string[], rows: readonly (readonly string[])[], caption = ''): string {
  const title =
    caption === ''
      ? ''
      : `<caption><b>${caption.slice(0, caption.indexOf(' ', 6))}</b> ${escaped(caption.slice(caption.indexOf(' ', 6) + 1))}</caption>`;
  return `<table>${title}<thead><tr>${head.map((cell) => `<th><p>${cell}</p></th>`).join('')}</tr></thead>
<tbody>${rows.map((cells) => `<tr>${cells.join('\n')}</tr>`).join('\n')}</tbody></table>`;
}

const td = (content: string, attributes = '') => `<td${attributes}>${content}</td>`;

/** Alibaba Cloud's page as HTML: how far a name is set in shows what it belongs to. */
export function alibabaHtml(page: PlainPage): string {
  const cells = (row: WrittenRow, hasRequired: boolean) => [
    td(`<span style="padding-left: ${row.depth * 16}px">${escaped(row.name)}</span>`),
    td(escaped(row.type)),
    ...(hasRequired ? [td(row.required ?? '')] : []),
    td(description(row)),
    td(escaped(row.example)),
  ];
  const permission = page.permissions[0];
  const resources =
    permission?.resources.map(({ type, arn }) => `<p>*${type}</p><p><code>${escaped(arn ?? '')}</code></p>`).join('') ??
    '';
  return `<!DOCTYPE html>
<html><head><title>x</title><script>var a = "<table>";</script></head><body><nav><a>All Products</a></nav>
<h1>${escaped(page.title)}</h1>
<div>Last Updated:${dateInWords(page.updated)}</div>
<p>${escaped(page.summary)}</p>
<h2>RAM authorization</h2>
${table(['Action', 'Access level', 'Resource type', 'Condition key', 'Dependent action'], [[td(permission?.action ?? ''), td(permission?.access ?? ''), td(resources), td('None'), td('None')]])}
<h2>Request parameters</h2>
${table(
  ['Parameter', 'Type', 'Required', 'Description', 'Example'],
  flatRows(page.parameters).map((row) => cells(row, true)),
)}
<h2>Response elements</h2>
${table(['Element', 'Type', 'Description', 'Example'], [[td('<span style="padding-left: 0px"></span>'), td('object'), td('<p>The response parameters.</p>'), td('')], ...flatRows(page.response, 1).map((row) => cells(row, false))])}
<h2>Examples</h2>
<h3>Success response</h3>
<pre><code>${escaped(JSON.stringify(page.sample, null, 2))}</code></pre>
<h2>Error codes</h2>
${
  page.errors === undefined
    ? ''
    : table(
        ['HTTP status code', 'Error code', 'Error message', 'Description'],
        page.errors.map((cells) => cells.map((cell) => td(escaped(cell === '' ? '-' : cell)))),
      )
}
<p>See <a>Error Codes</a> for a complete list.</p>
${
  page.changes.length === 0
    ? ''
    : `<h2>Change history</h2>${table(
        ['Change time', 'Summary of changes', 'Operation'],
        page.changes.map(([date, what]) => [td(date), td(escaped(what)), td('<a>View Change Details</a>')]),
      )}`
}
<footer>Feedback</footer></body></html>`;
}

/** Huawei Cloud's page as HTML: captions inside the tables, links from types to tables. */
export function huaweiHtml(page: PlainPage, style: Exclude<Style, 'alibaba'>): string {
  let number = 0;
  const rows = (fields: readonly PlainField[], hasRequired: boolean) =>
    fields.map((field) => {
      const row = rowOf(field, style, 0);
      const type = escaped(row.type).replace(/(\w+)(?= objects?$)/, '<a href="#t$1">$1</a>');
      return [
        td(`<p>${row.name}</p>`),
        ...(hasRequired ? [td(`<p>${row.required ?? 'No'}</p>`)] : []),
        td(`<p>${type}</p>`),
        td(description(row)),
      ];
    });
  const numbered = (caption: string, fields: readonly PlainField[], hasRequired: boolean) =>
    fields.length === 0
      ? ''
      : table(
          hasRequired ? ['Parameter', 'Mandatory', 'Type', 'Description'] : ['Parameter', 'Type', 'Description'],
          rows(fields, hasRequired),
          `Table ${++number} ${caption}`,
        );
  const section = (title: string, content: string) =>
    `<div class="section"><h4 class="sectiontitle">${title}</h4>${content}</div>`;
  const query = page.parameters.filter((field) => field.in === 'query');
  const body = page.parameters.filter((field) => field.in === 'body');
  return `<html><body><div>Help Center/ Host Security Service/ API Reference/ ${page.title}</div>
<div>Updated on ${page.updated} GMT+08:00</div>
<h1>${page.title}</h1>
${section('Function', `<p>${page.summary}</p>`)}
${section('URI', `<p>${page.method} ${page.path}</p>${numbered('Query Parameters', query, true)}`)}
${section(
  'Request Parameters',
  body.length === 0
    ? '<p>None</p>'
    : numbered('Request body parameters', body, true) +
        namedTables(body)
          .map(({ name, fields }) => numbered(name, fields, true))
          .join('\n'),
)}
${section(
  'Response Parameters',
  `<p><strong>Status code: 200</strong></p>${numbered('Response body parameters', page.response, false)}${namedTables(
    page.response,
  )
    .map(({ name, fields }) => numbered(name, fields, false))
    .join('\n')}`,
)}
${section('Example Requests', '<p>None</p>')}
${section('Example Responses', `<p>Status code: 200</p><p>Request succeeded.</p><pre class="screen">${escaped(JSON.stringify(page.sample, null, 2))}</pre>`)}
${section(
  'Status Codes',
  table(
    ['Status Code', 'Description'],
    page.statuses.map((cells) => cells.map((cell) => td(`<p>${cell}</p>`))),
  ),
)}
${section('Error Codes', '<p>See <a>Error Codes</a>.</p>')}
</body></html>`;
}
