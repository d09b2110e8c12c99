import { type Exact, writeExact } from '../../base/exact.js';
import { escapeHtml as e } from '../escape-html.js';
import type { Defect } from '../report.js';
import { placeText, seenText } from '../verdict.js';
import { responseText } from './text.js';

/** One defect as HTML. @param id anchor that the matrix links to @param reason that of the baseline, of a known defect */
export function htmlCard(defect: Defect, id: string, reason?: string): string {
  const { operation, property, severity, path, message, provenance, statement, spec, waived, recorded } = defect;
  const { expected, actual, request, response, curl, replay } = defect;
  const state = reason === undefined ? severity : 'known';
  const tag = reason !== undefined ? 'known' : waived === undefined ? severity : 'waived';
  const rows: [string, string][] = [
    ['Rule', e(statement)],
    ['Source', e(provenance)],
    ['Spec', code(spec)],
    ['Recorded', recorded === undefined ? '' : code(placeText(recorded))],
    ['Waived', e(waived ?? '')],
    ['Reason', e(reason ?? '')],
    ['Seen', e(seenText(defect))],
  ];
  return `<article class="card ${state}" id="${e(id)}">
<h3><span class="tag">${tag}</span> ${e(operation)} <span class="soft">${e(property)}</span></h3>
<p>${path === '' ? '' : `${code(path)} `}${e(message)}</p>
<div class="pair"><div><h4>Expected</h4><pre>${e(show(expected))}</pre></div><div><h4>Actual</h4><pre>${defect.missing ? 'nothing' : e(show(actual))}</pre></div></div>
${definitions(rows)}
<h4>Response ${e(responseText(defect))}</h4>${response.excerpt === '' ? '' : excerpt(defect)}
${curl === '' ? '' : `<h4>Ask again</h4><pre>${e(curl)}</pre>`}
${replay === '' ? '' : `<h4>Replay</h4><pre>${e(replay)}</pre>`}
<details><summary>Request</summary><pre>${e(requestText(request))}</pre></details>
</article>`;
}

function code(text: string): string {
  return text === '' ? '' : `<code>${e(text)}</code>`;
}

/** A list of names and values; empty values are left out. Names and values are HTML already. */
function definitions(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`)
    .join('')}</dl>`;
}

function excerpt({ response }: Defect): string {
  const lines = response.excerpt.split('\n').map((line) => e(line));
  const before = lines.slice(0, response.line ?? lines.length);
  const after = response.line === undefined ? [] : lines.slice(response.line + 1);
  // The marked line is a block of its own, which brings its line breaks with it.
  const marked = response.line === undefined ? '' : `<mark>${lines[response.line] ?? ''}</mark>`;
  return `<pre>${before.join('\n')}${marked}${after.join('\n')}</pre>`;
}

function show(value: Exact): string {
  return writeExact(value, 2);
}

function requestText({ method, url, headers, body, parameters }: Defect['request']): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const decoded = parameters === undefined ? [] : ['', 'decoded parameters:', show(parameters)];
  return [`${method} ${url}`, ...lines, ...(body === undefined ? [] : ['', body]), ...decoded].join('\n');
}
