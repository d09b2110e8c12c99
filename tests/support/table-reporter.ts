import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { addDraws, type Draws, noDraws } from './draws.js';
import { prismFaults } from './prism-faults.js';
import { schemaPlaces } from './schema-places.js';
import { seedLine } from './seed.js';

/** What the tests of one operation did. */
interface Tally {
  requests: number;
  held: number;
  broken: number;
  skipped: number;
}

/** Shows how the contract suite goes on, every failure, and at the end what ran, what was skipped, and why. */
export default class TableReporter implements Reporter {
  readonly #contracts = loadContracts('specs');
  readonly #tallies = new Map<string, Tally>();
  readonly #failures: TestCase[] = [];
  /** By reason: how many properties were skipped for it. */
  readonly #skips = new Map<string, number>();
  /** By differential test: how its draws ended, over all operations. */
  readonly #draws = new Map<string, Draws>();

  onInit(): void {
    const distinct = (places: { location: { file: string; line: number } }[], key: (index: number) => string) =>
      new Set(places.map(({ location: { file, line } }, index) => `${file}:${line} ${key(index)}`)).size;
    const examples = this.#contracts.flatMap((contract) => Object.keys(successBody(contract).examples));
    // Several contracts share files: what stands in one of them counts once.
    const decisions = this.#contracts.flatMap((contract) => contract.decisions);
    const enums = this.#contracts.flatMap((contract) => contract.enums);
    const values = enums.flatMap(({ values, location }) => values.map(({ value }) => ({ value, location })));
    console.log(
      `specs are valid: ${this.#contracts.length} operations, ${examples.length} sample responses, ` +
        `${distinct(decisions, (index) => decisions[index]?.id ?? '')} decisions, ` +
        `${distinct(enums, () => '')} enums with ${distinct(values, (index) => String(values[index]?.value))} values`,
    );
    console.log(seedLine);
    console.log('starting Prism for each contract …');
  }

  onTestModuleStart(module: TestModule): void {
    console.log(`running ${module.relativeModuleId} …`);
  }

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    const { tally, draws } = test.meta();
    const sum = this.#tallyOf(tally?.operation ?? this.#operationOf(test));
    if (result.state === 'skipped') {
      sum.skipped++;
      const reason = result.note ?? 'no reason given';
      this.#skips.set(reason, (this.#skips.get(reason) ?? 0) + 1);
      return;
    }
    sum.requests += tally?.requests ?? 0;
    sum[result.state === 'passed' ? 'held' : 'broken']++;
    if (result.state === 'failed') this.#failures.push(test);
    if (draws === undefined) return;
    const all = this.#draws.get(test.name) ?? noDraws();
    addDraws(all, draws);
    this.#draws.set(test.name, all);
  }

  onTestModuleEnd(module: TestModule): void {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    const count = (state: string) => states.filter((one) => one === state).length;
    const parts = [`${count('passed')} hold`];
    if (count('failed') > 0) parts.push(`${count('failed')} broken`);
    if (count('skipped') > 0) parts.push(`${count('skipped')} skipped`);
    console.log(`${module.relativeModuleId}: ${states.length} properties, ${parts.join(', ')}`);
    for (const error of module.errors()) console.error(error.stack ?? error.message);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string; stack?: string }[]): void {
    for (const test of this.#failures) {
      console.error(`\nbroken: ${test.fullName}`);
      for (const error of test.result().errors ?? []) console.error(error.stack ?? error.message);
    }
    for (const error of errors) console.error(error.stack ?? error.message);
    console.log(`\n${this.#table()}\n`);
    for (const [name, draws] of this.#draws) console.log(`${name}: ${drawsLine(draws)}`);
    console.log(this.#excuses());
    for (const [reason, times] of this.#skips) console.log(`skipped ${times}: ${reason}`);
    const ran = [...this.#tallies.values()].reduce((sum, { held, broken }) => sum + held + broken, 0);
    const isWhole = modules.every((module) => module.errors().length === 0) && errors.length === 0 && ran > 0;
    const holds = this.#failures.length === 0 && isWhole;
    console.log(
      `\n${holds ? `Every contract holds: ${ran} properties.` : `The contracts do not hold; see above. Drawn with ${seedLine}`}`,
    );
  }

  /** The operation that a test is named after: tests that were skipped before they began have left no tally. */
  #operationOf(test: TestCase): string {
    return this.#contracts.find(({ id }) => test.fullName.startsWith(`${id} > `))?.id ?? 'all operations';
  }

  #tallyOf(operation: string): Tally {
    const tally = this.#tallies.get(operation) ?? { requests: 0, held: 0, broken: 0, skipped: 0 };
    this.#tallies.set(operation, tally);
    return tally;
  }

  /** Which excuses of Prism were needed, and which were not. */
  #excuses(): string {
    const all = noDraws();
    for (const draws of this.#draws.values()) addDraws(all, draws);
    const needed = Object.entries(all.needed).map(([name, times]) => `${name} ${times}`);
    const unneeded = prismFaults.map(({ name }) => name).filter((name) => all.needed[name] === undefined);
    const without = unneeded.length === 0 ? '' : `; not needed in this run: ${unneeded.join(', ')}`;
    return `excuses that alone stood between the two: ${needed.join(', ') || 'none'}${without}`;
  }

  #table(): string {
    const head = ['operation', 'parameters', 'fields', 'enum values', 'decisions', 'requests sent', 'held', 'skipped'];
    const rows = [...this.#tallies].sort().map(([operation, tally]) => {
      const contract = this.#contracts.find(({ id }) => id === operation);
      const held = tally.broken === 0 ? String(tally.held) : `${tally.held} of ${tally.held + tally.broken}`;
      const own =
        contract === undefined
          ? ['', '', '', '']
          : [
              contract.parameters.length,
              fieldsOf(contract),
              contract.enums.reduce((sum, one) => sum + one.values.length, 0),
              contract.decisions.length,
            ];
      return [operation, ...own, tally.requests, held, tally.skipped].map(String);
    });
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
        )
        .join('  ');
    return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
  }
}

function drawsLine({ accepted, rejected, excused }: Draws): string {
  const all = accepted + rejected + excused;
  return `of ${all} draws, ${accepted} accepted by both, ${rejected} rejected by both, ${excused} excused`;
}

/** How many fields a response has, nested ones included. */
function fieldsOf(contract: Contract): number {
  const patterns = schemaPlaces(contract, successBody(contract).schema).map(({ pattern }) => pattern);
  return patterns.filter((pattern) => pattern !== '' && !pattern.endsWith('/*')).length;
}
