import fc from 'fast-check';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import {
  compareWithBaseline,
  type Report,
  type ReporterName,
  type Run,
  render,
  reporters,
  reportOf,
} from '../../scripts/report/index.js';
import { attacks, hostileReport, hostileRun } from './hostile.js';
import { run, violation } from './sample.js';

const names = Object.keys(reporters) as ReporterName[];
/** Each of the attacks at every place, and mixtures of them. */
const runs = {
  numRuns: 150,
  examples: attacks.map((attack): [Report] => [reportOf(hostileRun([attack]))]),
};

/** Runs of several kinds, by what their reports have to say. */
const given: Record<string, Report> = {
  everything: reportOf(run()),
  'nothing wrong': reportOf(run({ violations: [] })),
  'nothing at all': reportOf(run({ operations: [], violations: [], observations: [], warnings: [] })),
  'a known, a gone and a changed thing': compareWithBaseline(reportOf(run()), {
    defects: [
      { ...violation(), id: 'ListTasks /Tasks/*/Status enum', place: '', kind: '', reason: 'told the vendor' },
      { ...violation(), id: 'ListTasks /Gone enum', place: '/Gone', kind: 'enum', reason: '' },
    ],
    observations: [{ operation: 'ListTasks', decision: 'name-match', reading: 'exact' }],
  }),
  'recorded traffic': reportOf(
    run({
      tool: 'check',
      seed: 0,
      subject: 'traffic.har',
      violations: [violation({ recorded: { file: 'traffic.har', unit: 'entry', number: 12 } })],
      unreadable: [
        { file: 'traffic.har', place: { file: 'traffic.har', unit: 'entry', number: 3 }, message: 'is no JSON' },
      ],
      skipped: 4,
    }),
  ),
};

describe.each(names)('%s', (name) => {
  it.each(Object.keys(given))('shows %s', (kind) => {
    const output = render(name, given[kind] as Report);
    expect(output.endsWith('\n')).toBe(true);
    expect(output).not.toContain('undefined');
    expect(output).not.toContain('[object Object]');
  });

  it('shows each of the four outcomes, with why and what would help', () => {
    const output = render(name, given.everything as Report);
    if (name === 'github-actions') {
      expect(output).toContain('2 not exercised or inconclusive');
      return;
    }
    for (const text of ['no record has a status other than SUCCESS', 'another account', 'three times']) {
      expect(output).toContain(text);
    }
  });

  it('tells one defect once, with all that is needed to act on it', () => {
    const output = render(name, given.everything as Report).replaceAll('&#61;', '=');
    for (const text of [
      'vendor/ListTasks.yaml:42',
      'DONE',
      'page-window',
      '--property response-schema --seed 42',
      'curl -sS',
    ]) {
      expect(output).toContain(text);
    }
    expect(output.split('--property response-schema --seed 42')).toHaveLength(3);
  });

  it('holds nothing that could steer a terminal or be a command of a CI log', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const output = render(name, report);
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/u);
        expect(output).not.toMatch(/##[a-z]*\[/i);
        const commands = output.split('\n').filter((line) => line.trimStart().startsWith('::'));
        expect(commands.filter((line) => !/^::(?:error|warning|notice)(?: [^:]+)?::/.test(line))).toEqual([]);
        if (name !== 'github-actions') expect(commands).toEqual([]);
      }),
      runs,
    );
  });
});

describe('github-actions', () => {
  it('writes as many commands as it has things to say, whatever these are', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const lines = render('github-actions', report).trimEnd().split('\n');
        expect(lines).toHaveLength(report.violations.length + report.warnings.length + 1 + 1);
        for (const line of lines) {
          const [, properties = ''] = /^::(?:error|warning|notice) ([^:]*)::/.exec(line) ?? [];
          const keys = properties.split(',').map((pair) => pair.split('=', 1)[0]);
          expect(['title', 'file,title', 'file,line,title']).toContain(keys.join());
        }
      }),
      runs,
    );
  });

  it('shows a percent sign as one', () => {
    const report = reportOf(run({ violations: [violation({ message: 'is 100 %0A' })] }));
    expect(render('github-actions', report)).toContain('is 100 %250A%0Arule');
  });

  it('names file and line of the spec, from the root of the checkout', () => {
    const output = render('github-actions', given.everything as Report, {
      outputs: { specs: '/repo/api/specs', workspace: '/repo' },
    });
    expect(output).toMatch(
      /^::error file=api\/specs\/vendor\/ListTasks\.yaml,line=42,title=ListTasks response-schema::/,
    );
  });
});

describe('json', () => {
  it('is the report, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(JSON.parse(render('json', report))).toEqual(JSON.parse(JSON.stringify(report)));
      }),
      runs,
    );
  });

  it('keeps integers beyond 2^53', () => {
    const report = reportOf(
      run({ violations: [violation({ expected: 9007199254740993n, actual: [-9007199254740995n] })] }),
    );
    expect(render('json', report)).toContain('"expected": 9007199254740993,');
    for (const name of names) expect(render(name, report)).toContain('9007199254740993');
  });

  it('has the promised form', () => {
    const report = JSON.parse(render('json', given.everything as Report));
    expect(report).toMatchObject({
      ok: false,
      seed: 42,
      observations: [{ operation: 'ListTasks', decision: 'name-match', reading: 'substring' }, {}],
    });
    expect(Object.keys(report.operations[0].properties[0])).toEqual(
      expect.arrayContaining(['name', 'class', 'outcome', 'ok', 'runs', 'compared', 'notes']),
    );
    expect(Object.keys(report.violations[0])).toEqual(
      expect.arrayContaining(
        'operation property severity provenance path message expected actual spec request response curl replay alsoSeenBy'.split(
          ' ',
        ),
      ),
    );
  });
});

/** What the JUnit schema of Ant allows: attributes that an element must have, and elements that it may hold, in order. */
const junit: Record<string, { attributes: string[]; optional?: string[]; children: RegExp }> = {
  testsuites: { attributes: [], children: /^(?:testsuite )*$/ },
  testsuite: {
    attributes: ['name', 'timestamp', 'hostname', 'tests', 'failures', 'errors', 'time', 'package', 'id'],
    optional: ['skipped'],
    children: /^properties (?:testcase )*system-out system-err $/,
  },
  properties: { attributes: [], children: /^$/ },
  testcase: { attributes: ['name', 'classname', 'time'], children: /^(?:skipped |error |failure )?$/ },
  skipped: { attributes: [], optional: ['message'], children: /^$/ },
  error: { attributes: ['type'], optional: ['message'], children: /^$/ },
  failure: { attributes: ['type'], optional: ['message'], children: /^$/ },
  'system-out': { attributes: [], children: /^$/ },
  'system-err': { attributes: [], children: /^$/ },
};

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** Parses XML as strictly as its standard asks for. */
function xml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes } as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    (open.at(-1) as Element).text += part;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return root.children[0] as Element;
}

function checkShape({ name, attributes, children }: Element): void {
  const shape = junit[name];
  if (shape === undefined) throw new Error(`<${name}> is no element of JUnit`);
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(shape.attributes));
  expect([...shape.attributes, ...(shape.optional ?? [])]).toEqual(expect.arrayContaining(Object.keys(attributes)));
  expect(children.map((child) => `${child.name} `).join('')).toMatch(shape.children);
  for (const child of children) checkShape(child);
}

describe('junit', () => {
  it('is XML in the form of JUnit, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileReport, (report) => checkShape(xml(render('junit', report)))),
      runs,
    );
  });

  it.each(Object.keys(given))('counts right: %s', (kind) => {
    const suites = xml(render('junit', given[kind] as Report)).children;
    for (const { attributes, children } of suites) {
      const cases = children.filter(({ name }) => name === 'testcase');
      const count = (name: string) => cases.filter((one) => one.children[0]?.name === name).length;
      expect(attributes).toMatchObject({
        tests: String(cases.length),
        failures: String(count('failure')),
        errors: String(count('error')),
        skipped: String(count('skipped')),
      });
    }
  });

  it('fails what is violated, and skips what was not exercised', () => {
    const [suite] = xml(render('junit', given.everything as Report)).children;
    const cases = suite?.children.filter(({ name }) => name === 'testcase') ?? [];
    expect(cases.map(({ attributes, children }) => [attributes.name, children[0]?.name ?? 'passed'])).toEqual([
      ['response-schema', 'failure'],
      ['undeclared-fields', 'passed'],
      ['page-window', 'failure'],
      ['filter-status', 'skipped'],
      ['page-partition', 'skipped'],
      ['sort-order', 'passed'],
    ]);
    expect(cases[2]?.children[0]?.text).toBe(
      'the same defect as under response-schema: ListTasks /Tasks/*/Status enum',
    );
  });
});

/** All elements of an HTML text, and all attributes by which one could do something. */
function elementsOf(html: string): { names: string[]; active: string[] } {
  const found = { names: [] as string[], active: [] as string[] };
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      found.names.push(node.tagName);
      for (const { name, value } of node.attrs) {
        const isOurs = name === 'href' && /^#defect-\d+$/.test(value);
        if (!isOurs && (/^on|src|style|action|data/.test(name) || name === 'href'))
          found.active.push(`${name}=${value}`);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

describe('html', () => {
  const allowed =
    'html head meta title style body header main p h1 h2 h3 h4 code ul li b span section article div pre mark dl dt dd details summary table thead tbody tr th td small a br'.split(
      ' ',
    );

  it('has the elements that we wrote, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const { names: elements, active } = elementsOf(render('html', report));
        expect(elements.filter((name) => !allowed.includes(name))).toEqual([]);
        expect(active).toEqual([]);
      }),
      runs,
    );
  });

  it('needs neither network nor scripts, and says what is wrong first', () => {
    const html = render('html', given.everything as Report);
    expect(html).not.toMatch(/<script|<link|@import|url\(/);
    expect(html.indexOf('What is wrong')).toBeLessThan(html.indexOf('class="legend"'));
    expect(html).toContain('prefers-color-scheme:dark');
  });

  it('links each violated cell to its defect', () => {
    const html = render('html', given.everything as Report);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(3);
    for (const id of targets) expect(html).toContain(`id="${id}"`);
  });
});

describe('markdown', () => {
  it('has the elements that we wrote, whatever stands in it', () => {
    const allowed = 'html head body h2 h3 p details summary b code table thead tbody tr th td ul li pre strong'.split(
      ' ',
    );
    fc.assert(
      fc.property(hostileReport, (report) => {
        const html = marked.parse(render('markdown', report), { gfm: true, async: false });
        const { names: elements, active } = elementsOf(html);
        expect(elements.filter((name) => !allowed.includes(name))).toEqual([]);
        expect(active).toEqual([]);
        expect(elements.filter((name) => name === 'h2')).toHaveLength(1);
      }),
      runs,
    );
  });

  it('stays below what GitHub takes', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      violation({ path: `/field${index}`, message: 'x'.repeat(9_000) }),
    );
    expect(render('markdown', reportOf(run({ violations: many }))).length).toBeLessThan(1_000_000);
  });
});

describe('default', () => {
  it('has colours only where it is told so, and none of them from outside', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const output = render('default', report, { colour: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours are what is looked at.
        expect(output.replaceAll(/\u001b\[(?:0|1|2|31|32|33)m/g, '')).toBe(render('default', report));
      }),
      runs,
    );
  });

  it.each<{ name: string; given: Partial<Run>; want: string }>([
    { name: 'defects', given: {}, want: 'The contract is violated: 1 defect. 2 of 8 properties say nothing' },
    {
      name: 'no defect',
      given: { violations: [] },
      want: 'Nothing that was compared violates the contract. 2 of 8 properties',
    },
    {
      name: 'nothing compared',
      given: {
        violations: [],
        operations: run().operations.map((one) => ({
          ...one,
          properties: one.properties.map((property) => ({ ...property, outcome: 'not-exercised', compared: 0 })),
        })),
      },
      want: 'Nothing could be compared, so nothing is known.',
    },
    {
      name: 'one property that is violated, though no violation of it is shown',
      given: {
        violations: [],
        operations: run().operations.map((one, index) => ({
          ...one,
          properties: one.properties.map((property) =>
            index === 0 && property.name === 'page-window' ? { ...property, outcome: 'violated' } : property,
          ),
        })),
      },
      want: 'The contract is violated. 2 of 8 properties',
    },
    {
      name: 'a run that ended early',
      given: { violations: [], interrupted: { by: 'signal', text: 'Ctrl-C' } },
      want: 'The run ended early: Ctrl-C.',
    },
  ])('claims no more than is known: $name', ({ given: changes, want }) => {
    expect(render('default', reportOf(run(changes)))).toContain(want);
  });
});
