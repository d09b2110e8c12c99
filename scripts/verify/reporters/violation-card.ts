import type { Json } from '../../base/json.js';
import type { Violation } from '../violation.js';
import { escapeHtml as e } from './escape-html.js';

/** One violation as HTML. @param id anchor that the matrix links to */
export function violationCard(violation: Violation, id: string | undefined): string {
  const { operation, property, severity, path, message, expected, actual, request, response, replay, waived } =
    violation;
  const body = request.body === undefined ? '' : `\n\n${request.body}`;
  const headers = Object.entries(request.headers).map(([name, value]) => `\n${name}: ${value}`);
  return `<article class="${severity}"${id === undefined ? '' : ` id="${e(id)}"`}>
<h3><span class="tag">${waived === undefined ? severity : 'waived'}</span> ${e(operation)} <span class="property">${e(property)}</span></h3>
<p class="message">${path === '' ? '' : `<code>${e(path)}</code> `}${e(message)}</p>
${waived === undefined ? '' : `<p class="source">Waived: ${e(waived)}</p>`}
<p class="source">${e(violation.source)}</p>
<div class="pair"><div><h4>Expected</h4><pre>${show(expected)}</pre></div><div><h4>Actual</h4><pre>${show(actual)}</pre></div></div>
<h4>Request</h4><pre>${e(`${request.method} ${request.target}${headers.join('')}${body}`)}</pre>
<details><summary>Decoded parameters</summary><pre>${show(request.parameters)}</pre></details>
<details><summary>Response ${response.status === 0 ? 'never came' : response.status} <small>${e(response.contentType)}</small></summary><pre>${e(pretty(response.excerpt))}</pre></details>
<h4>Replay</h4><div class="replay"><code>${e(replay)}</code><button type="button" data-copy="${e(replay)}">Copy</button></div>
</article>`;
}

function show(value: Json): string {
  return e(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

/** JSON that was not cut short is easier to read with its structure. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
