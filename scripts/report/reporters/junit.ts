import { isSeenBy } from '../make-report.js';
import type { Defect, OperationResult, PropertyResult, Report } from '../report.js';
import { figuresOf, outcomes, verdictOf } from '../verdict.js';
import { xmlAttribute, xmlText } from '../xml-text.js';
import { defectText } from './defect-text.js';

/**
 * The report as JUnit XML, in the form that Ant introduced and that Jenkins, GitLab and others read: a suite for each
 * operation, a case for each property. What was not exercised or is inconclusive is skipped, with the reason.
 */
export function junitReport(report: Report): string {
  const suites = report.operations.map((operation, index) => suite(operation, index, report));
  const general = generalSuite(report, suites.length);
  const all = [...suites, ...(general === undefined ? [] : [general])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${all.join('\n')}\n</testsuites>\n`;
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly body: string;
  readonly kind: 'failure' | 'error' | 'skipped' | 'passed';
}

function suiteText(name: string, id: number, cases: readonly Case[], output: string): string {
  const count = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length;
  const lines = cases.map(({ name: title, classname, body }) => {
    const head = `    <testcase classname="${xmlAttribute(classname)}" name="${xmlAttribute(title)}" time="0"`;
    return body === '' ? `${head}/>` : `${head}>${body}</testcase>`;
  });
  // Neither the time nor the name of the machine is of the report; the form asks for them.
  return [
    `  <testsuite id="${id}" name="${xmlAttribute(name)}" package="cloudsec-contracts" hostname="localhost" timestamp="1970-01-01T00:00:00" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0">`,
    '    <properties/>',
    ...lines,
    `    <system-out>${xmlText(output)}</system-out>`,
    '    <system-err/>',
    '  </testsuite>',
  ].join('\n');
}

function suite(operation: OperationResult, id: number, report: Report): string {
  const cases = operation.properties.map((property) => caseOf(operation.operation, property, report));
  const warnings = report.violations.filter(
    (one) => one.operation === operation.operation && one.severity === 'warning',
  );
  const observations = report.observations
    .filter((one) => one.operation === operation.operation)
    .map(({ decision, reading, evidence }) => `${decision}: ${reading ?? 'open'} (${evidence})`);
  const output = [
    ...warnings.map((defect) => `warning: ${defect.property}: ${defectText(defect)}`),
    ...(observations.length === 0 ? [] : ['What this server does where the page is silent:', ...observations]),
  ];
  return suiteText(operation.operation, id, cases, output.join('\n'));
}

function caseOf(operation: string, property: PropertyResult, report: Report): Case {
  const { name, outcome, ok, notes, remedies = [] } = property;
  const base = { name, classname: `${operation}.${property.class}` };
  if (outcome === 'violated' && !ok) {
    const defects = report.violations.filter((one) => one.severity === 'error' && isSeenBy(one, operation, name));
    return { ...base, kind: 'failure', body: failure(defects, name) };
  }
  if (outcome === 'not-exercised' || outcome === 'inconclusive') {
    const why = [...notes, ...remedies.map((remedy) => `would help: ${remedy}`)].join('; ');
    const message = `${outcomes[outcome].label}: ${why || 'no reason was given'}`;
    return { ...base, kind: 'skipped', body: `<skipped message="${xmlAttribute(message)}"/>` };
  }
  return { ...base, kind: 'passed', body: '' };
}

function failure(defects: readonly Defect[], name: string): string {
  const [first] = defects;
  const message = first === undefined ? 'violated' : `${first.path} ${first.message}`.trim();
  // One defect is told once; where another property tells it, this one only points there.
  const text = defects
    .map((defect) =>
      defect.property === name ? defectText(defect) : `the same defect as under ${defect.property}: ${defect.id}`,
    )
    .join('\n\n');
  return `<failure type="${xmlAttribute(first?.kind ?? 'violated')}" message="${xmlAttribute(message)}">${xmlText(text)}</failure>`;
}

/** What concerns the run as a whole: waivers that must go, changed observations, parts that could not be judged. */
function generalSuite(report: Report, id: number): string | undefined {
  const { share = 1, required = 0 } = report.exercised ?? {};
  const failures = [
    ...report.waivers.map((text) => ['waivers', text] as const),
    ...report.changed.map(
      ({ operation, decision, before, reading }) =>
        ['changed', `${operation} ${decision}: ${before} until now, ${reading}`] as const,
    ),
    ...(share < required ? [['exercised', verdictOf(report)] as const] : []),
  ];
  const errors = (report.unreadable ?? []).map(({ file, message }) => `${file}: ${message}`);
  if (report.interrupted !== undefined) errors.push(report.interrupted.text);
  const cases: Case[] = [
    ...failures.map(
      ([name, text]): Case => ({
        name,
        classname: 'run',
        kind: 'failure',
        body: `<failure type="${name}" message="${xmlAttribute(text)}"/>`,
      }),
    ),
    ...errors.map(
      (text): Case => ({
        name: 'could not be judged',
        classname: 'run',
        kind: 'error',
        body: `<error type="unreadable" message="${xmlAttribute(text)}"/>`,
      }),
    ),
  ];
  const warnings = report.warnings.map(
    ({ text, remedy }) => `warning: ${text}${remedy === undefined ? '' : `; ${remedy}`}`,
  );
  return suiteText('run', id, cases, [verdictOf(report), figuresOf(report), ...warnings].join('\n'));
}
