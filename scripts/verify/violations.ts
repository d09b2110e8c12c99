import type { Contract } from '../contract/contract.js';
import type { Judgement } from '../judge/index.js';
import { type Request, type Response, replayLine, type Violation } from '../report/index.js';
import type { Operation } from './operation.js';
import type { Settings } from './options.js';
import { wantedFor } from './plan.js';
import { propertiesOf } from './properties/index.js';
import type { Property } from './property.js';
import type { Complaint } from './session.js';
import type { Answer } from './transport/answer.js';

/** What the judge has against an answer, for a report. */
export function violationOfJudgement({ settings, contract, askers }: Operation, judgement: Judgement): Violation {
  const { rule, severity, exchange, inferred } = judgement;
  const answer = exchange.source as Answer;
  return {
    operation: contract.id,
    property: rule.id,
    class: rule.class,
    severity,
    provenance: inferred === undefined ? rule.provenance : { kind: 'inferred', reason: inferred },
    statement: rule.statement,
    path: judgement.path,
    keyword: judgement.keyword,
    parameters: judgement.parameters,
    message: judgement.message,
    expected: judgement.expected,
    actual: judgement.actual,
    spec: judgement.spec,
    request: requestOf(settings, answer),
    response: responseOf(answer),
    replay: replay(settings, contract.id, namesOf(contract, rule.id, askers.get(answer))),
  };
}

/** What a property has against an answer, for a report. */
export function violationOfComplaint(
  settings: Settings,
  contract: Contract,
  property: Property,
  complaint: Complaint,
): Violation {
  const { answer, path, message, expected, actual } = complaint;
  const { severity = 'error', provenance = { kind: 'documented', where: '' } } = property.compares ?? {};
  return {
    operation: contract.id,
    property: property.name,
    class: property.class,
    severity: settings.strict ? 'error' : severity,
    provenance,
    statement: property.statement,
    path,
    message,
    expected,
    actual,
    spec: `${contract.location.file}:${contract.location.line}`,
    request: requestOf(settings, answer),
    response: responseOf(answer),
    replay: replay(settings, contract.id, [property.name]),
  };
}

function requestOf({ url, headers: given }: Settings, { asked }: Answer): Request {
  const { method, target, headers, body } = asked.wire;
  const base = new URL(url);
  return {
    method,
    url: base.origin + base.pathname.replace(/\/$/, '') + target,
    headers: {
      ...headers,
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body,
    parameters: asked.parameters,
  };
}

function responseOf(answer: Answer): Response {
  if (answer.kind === 'no-reply') return { status: 0, headers: {}, problem: answer.message };
  return { status: answer.status, headers: answer.headers, body: answer.text, problem: answer.problem };
}

/** What has to be asked so that a rule sees an answer again: the property that asked for it, if the rule does not need it anyhow. */
function namesOf(contract: Contract, rule: string, asker: string | undefined): string[] {
  const property = propertiesOf(contract).find(({ name }) => name === asker);
  return property === undefined || wantedFor(contract, [rule])(property) ? [rule] : [rule, property.name];
}

/** The command that shows a violation again. */
function replay(settings: Settings, operation: string, properties: readonly string[]): string {
  const url = new URL(settings.url);
  url.username = '';
  url.password = '';
  const words = ['verify', url.href.replace(/\/$/, ''), '--operation', operation];
  for (const property of properties) words.push('--property', property);
  words.push('--seed', String(settings.seed), '--runs', String(settings.runs));
  for (const [id, parameters] of Object.entries(settings.values)) {
    if (id !== operation) continue;
    for (const [name, values] of Object.entries(parameters)) words.push('--value', `${id}.${name}=${values.join(',')}`);
  }
  if (settings.strict) words.push('--strict');
  words.push(...settings.replay);
  return replayLine(words, Object.keys(settings.headers));
}
