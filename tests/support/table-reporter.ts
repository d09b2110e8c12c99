import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Json } from '../../scripts/base/json.js';
import { isObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/contract/load.js';
import { successBody } from '../../scripts/contract/responses.js';
import { seedLine } from './seed.js';

/** What the tests of one operation did. */
interface Tally {
  requests: number;
  held: number;
  broken: number;
}

/** Shows how the contract suite goes on, every failure, and at the end a table with a row per operation. */
export default class TableReporter implements Reporter {
  readonly #tallies = new Map<string, Tally>();
  readonly #failures: TestCase[] = [];
  #done = 0;

  onInit(): void {
    const contracts = loadContracts('specs');
    const examples = contracts.reduce((sum, contract) => sum + Object.keys(successBody(contract).examples).length, 0);
    const decisions = contracts.reduce((sum, contract) => sum + contract.decisions.length, 0);
    console.log(`specs are valid: ${contracts.length} operations, ${examples} samples, ${decisions} decisions`);
    console.log(seedLine);
    console.log('starting Prism for each contract …');
  }

  onTestModuleStart(module: TestModule): void {
    console.log(`running ${module.relativeModuleId} …`);
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result();
    if (state === 'skipped') return;
    this.#done++;
    if (process.stdout.isTTY) process.stdout.write(`\r${this.#done} properties judged `);
    if (state === 'failed') this.#failures.push(test);
    const tally = test.meta().tally;
    if (tally === undefined) return;
    const sum = this.#tallies.get(tally.operation) ?? { requests: 0, held: 0, broken: 0 };
    sum.requests += tally.requests;
    sum[state === 'passed' ? 'held' : 'broken']++;
    this.#tallies.set(tally.operation, sum);
  }

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()];
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const verdict = failed === 0 ? 'hold' : `${failed} broken`;
    console.log(
      `${process.stdout.isTTY ? '\r' : ''}${module.relativeModuleId}: ${tests.length} properties, ${verdict}`,
    );
    for (const error of module.errors()) console.error(error.stack ?? error.message);
  }

  onTestRunEnd(_: readonly TestModule[], errors: readonly { message: string; stack?: string }[]): void {
    for (const test of this.#failures) {
      console.error(`\nbroken: ${test.fullName}`);
      for (const error of test.result().errors ?? []) console.error(error.stack ?? error.message);
    }
    for (const error of errors) console.error(error.stack ?? error.message);
    console.log(`\n${this.#table()}`);
    const broken = this.#failures.length;
    const holds = broken === 0 && errors.length === 0;
    console.log(
      `\n${holds ? 'Every contract holds.' : `The contracts do not hold; see above. Drawn with ${seedLine}`}`,
    );
  }

  #table(): string {
    const head = ['operation', 'parameters', 'fields', 'enum values', 'requests sent', 'properties held'];
    const rows = loadContracts('specs').map((contract) => {
      const tally = this.#tallies.get(contract.id) ?? { requests: 0, held: 0, broken: 0 };
      const values = contract.enums.reduce((sum, one) => sum + one.values.length, 0);
      const held = tally.broken === 0 ? String(tally.held) : `${tally.held} of ${tally.held + tally.broken}`;
      return [contract.id, contract.parameters.length, fieldsOf(contract), values, tally.requests, held].map(String);
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

/** How many fields a response has, nested ones included. */
function fieldsOf(contract: Contract): number {
  const count = (schema: Json | undefined): number => {
    if (!isObject(schema)) return 0;
    if (typeof schema.$ref === 'string') return count(contract.definitions[schema.$ref.slice('#/$defs/'.length)]);
    const properties = Object.values(isObject(schema.properties) ? schema.properties : {});
    return properties.reduce<number>((sum, part) => sum + 1 + count(part), 0) + count(schema.items);
  };
  return count(successBody(contract).schema);
}
