import { type Interruption, type Report, reportOf, Secrets } from '../report/index.js';
import { Operation } from './operation.js';
import { OperationTest } from './operation-run.js';
import { type Settings, settingsOf, type VerifyOptions } from './options.js';
import { planOf } from './plan.js';
import { Budget, type Spent } from './transport/budget.js';
import { connectionOf } from './transport/connection-of.js';
import { credentialsOf } from './transport/credentials.js';
import { connectionTimeout, probe } from './transport/probe.js';
import { serverUrl } from './transport/server-url.js';
import { Transport } from './transport/transport.js';
import { warningsOf } from './warnings.js';

/** A run that is prepared: everything that a user can mend has been found. */
export interface PreparedRun {
  readonly settings: Settings;
  readonly tests: readonly OperationTest[];
  readonly secrets: Secrets;
  readonly budget: Budget;
  /** What is known by now. */
  report(milliseconds?: number): Report;
  /** Closes the connections. */
  close(): void;
}

/**
 * Prepares a run.
 *
 * @throws UsageError for bad options: an address, operation, property, value or header that is none.
 */
export function prepareRun(options: VerifyOptions): PreparedRun {
  const settings = settingsOf(options);
  const plans = planOf(settings);
  const budget = new Budget(settings);
  const transport = new Transport({ ...settings, connection: connectionOf(settings), budget });
  const credentials = credentialsOf(settings.contracts, settings);
  const secrets = new Secrets(credentials);
  const hasCredentials =
    Object.keys({ ...credentials.headers, ...credentials.variables }).length > 0 ||
    ['username', 'password'].some((part) => serverUrl(settings.url)[part as 'username' | 'password'] !== '');
  const tests = plans.map((plan) => new OperationTest(new Operation(plan.contract, settings, transport), plan));
  return {
    settings,
    tests,
    secrets,
    budget,
    report: (milliseconds) => {
      const outcomes = tests.map((test) => test.outcome());
      const errors = tests.reduce((sum, test) => sum + test.errors, 0);
      return reportOf(
        {
          tool: 'verify',
          subject: settings.url,
          seed: settings.seed,
          operations: outcomes.map(({ run }) => run),
          violations: outcomes.flatMap(({ violations }) => violations),
          observations: outcomes.flatMap(({ observations }) => observations),
          warnings: warningsOf({
            url: serverUrl(settings.url),
            contracts: settings.contracts,
            tally: transport.tally,
            hasCredentials,
            rate: settings.rate,
            concurrency: settings.concurrency,
            timeout: settings.timeout,
            fruitless: tests.flatMap(({ operation }) => operation.given.fruitless),
          }),
          milliseconds,
          interrupted: interruptionOf(budget.spent, settings, errors),
          shard: settings.shard,
        },
        { secrets, waivers: settings.waivers },
      );
    },
    close: () => {
      transport.close();
      budget.close();
    },
  };
}

/**
 * Verifies a server.
 *
 * @throws UsageError for bad options, and where the server cannot be reached at all.
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const started = performance.now();
  const run = prepareRun(options);
  try {
    await probe(connectionOf(run.settings), connectionTimeout(run.settings.timeout), run.settings.signal);
    await askAll(run);
    return run.report(Math.round(performance.now() - started));
  } finally {
    run.close();
  }
}

/** Asks everything that the plans say, as far as the budget goes. */
export async function askAll(run: PreparedRun): Promise<void> {
  const { settings, tests, budget } = run;
  const work = tests.flatMap((test) => test.plan.properties.map((property) => ({ test, property })));
  let done = 0;
  const tick = () => settings.onProgress?.({ done: ++done, of: work.length, requests: budget.sent });
  const isOver = () =>
    settings.maxViolations !== undefined &&
    tests.reduce((sum, { errors }) => sum + errors, 0) >= settings.maxViolations;
  if (budget.left < Number.POSITIVE_INFINITY) {
    // A small budget: the most telling questions of all operations first, each with its part of what there is.
    const order = work
      .map((piece) => ({ ...piece, rank: piece.test.plan.properties.indexOf(piece.property) }))
      .sort((a, b) => a.rank - b.rank);
    for (const [index, { test, property }] of order.entries()) {
      if (isOver()) break;
      // All else is drawn from what an operation shows first: that may cost half of the operation's part.
      const isFirst = index < tests.length;
      const share = isFirst ? budget.left / (tests.length - index) / 2 : (2 * budget.left) / (order.length - index);
      await test.ask(property, Math.max(1, Math.ceil(share)));
      tick();
    }
    for (const test of tests) if (test.operation.judge.isWaiting) await test.lookAgain();
    return;
  }
  for (const test of tests) {
    const { properties } = test.plan;
    const ask = async (queue: typeof work) => {
      for (let next = queue.shift(); next !== undefined && !isOver(); next = queue.shift()) {
        await test.ask(next.property);
        tick();
      }
    };
    const mine = work.filter((piece) => piece.test === test);
    await ask(mine.filter(({ property }) => property.alone === true));
    const shared = mine.filter(({ property }) => property.alone !== true);
    await Promise.all(Array.from({ length: settings.concurrency }, () => ask(shared)));
    if (properties.length > 0) await test.lookAgain();
  }
}

function interruptionOf(
  spent: Spent | undefined,
  { maxViolations }: Settings,
  errors: number,
): Interruption | undefined {
  if (spent === 'interrupted') return { by: 'signal', text: 'the run was interrupted before everything was asked' };
  if (spent === 'time') return { by: 'time', text: 'the time was over before everything was asked; raise --max-time' };
  if (spent === 'requests')
    return { by: 'budget', text: 'the request budget was spent before everything was asked; raise --max-requests' };
  if (maxViolations !== undefined && errors >= maxViolations) {
    return { by: 'violations', text: `${errors} places break the contracts, and --max-violations is ${maxViolations}` };
  }
  return undefined;
}
