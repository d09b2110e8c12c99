import type { Contract } from '../contract/contract.js';
import { isQuestion } from '../contract/is-question.js';
import type { Warning } from '../report/report.js';
import { protocolOf } from '../wire/index.js';
import { signingVariables } from '../wire/sign.js';
import type { Fruitless } from './given-values.js';
import type { OperationTally, Tally } from './transport/tally.js';

/** Share of an operation's answers from which on they are nearly all of them. */
const NEARLY_ALL = 0.9;

/** Share of an operation's requests from which on being throttled is worth a word. */
const OFTEN = 0.05;

/** What warnings are made of. */
export interface RunFacts {
  /** Address of the server. */
  readonly url: URL;
  readonly contracts: readonly Contract[];
  readonly tally: Tally;
  /** Something by which the server can tell who is calling was given, or found in the environment. */
  readonly hasCredentials: boolean;
  /** Requests per second that were allowed; undefined: no limit. */
  readonly rate?: number | undefined;
  readonly concurrency: number;
  /** Milliseconds that one response may take. */
  readonly timeout: number;
  /** Values that were given with `--value`, and found nothing although they were asked for. */
  readonly fruitless?: readonly Fruitless[];
}

/** One thing that may be wrong with how a run was set up, for each operation that shows it. */
interface Check {
  /** Whether the operation shows it; how many of how many then. */
  readonly shows: (tally: OperationTally, contract: Contract) => readonly [count: number, of: number] | undefined;
  /** What is said: `nearly all valid requests (9 of 10) …`. */
  readonly text: (count: string) => string;
  /** @param contracts the operations that show it */
  readonly remedy: (contracts: readonly Contract[], facts: RunFacts) => string;
}

const checks: readonly Check[] = [
  {
    shows: answeredWith((status) => status === 401 || status === 403),
    text: (count) => `${count} were answered with 401 or 403: the server does not accept who is calling`,
    remedy: (contracts, { hasCredentials }) => (hasCredentials ? permissionRemedy(contracts) : keyRemedy(contracts)),
  },
  {
    shows: answeredWith((status) => status === 404),
    text: (count) => `${count} were answered with 404`,
    remedy: (contracts, { url, contracts: all }) =>
      // What a plain document names in its path was made up, if nobody has said what there is.
      contracts.length < all.length && contracts.every(namesEntity)
        ? `give values that the server knows, such as ${contracts.slice(0, 2).map(valueFlag).join(' and ')}`
        : contracts.length === all.length || contracts.length > 1
          ? `is the base path missing? Requests go below ${url.origin}${url.pathname}; add to the address what stands before the paths of the specs`
          : 'does this server have the operation? Choose others with --operation, or correct the address',
  },
  {
    shows: answeredWith((status) => status >= 300 && status <= 399),
    text: (count) => `${count} were redirected, which is not followed`,
    remedy: () => 'give the address that the redirects lead to',
  },
  {
    shows: answeredWith((status) => status >= 400 && status <= 499 && ![401, 403, 404, 429].includes(status)),
    text: (count) => `${count} were refused, so that little could be judged`,
    remedy: (contracts) =>
      `give values that the server knows, such as ${contracts.slice(0, 2).map(valueFlag).join(' and ')}`,
  },
  {
    shows: ({ requests, throttled, failures }) =>
      throttled > OFTEN * requests || failures.has('throttled') ? [throttled, requests] : undefined,
    text: (count) => `the server asked for patience in ${count} answers`,
    remedy: (_, { rate, concurrency }) =>
      rate === undefined
        ? `set a limit with --rate, or lower --concurrency (${concurrency})`
        : `lower --rate (${rate}) or --concurrency (${concurrency})`,
  },
  {
    shows: ({ requests, failures }) => {
      const late = failures.get('timeout') ?? 0;
      return late > 0 ? [late, requests] : undefined;
    },
    text: (count) => `the server did not answer in time in ${count} cases`,
    remedy: (_, { timeout }) => `raise --timeout (${timeout} ms), or lower --concurrency`,
  },
  {
    shows: ({ requests }, contract) => (requests === 0 || isQuestion(contract) ? undefined : [requests, requests]),
    text: (count) => `${count} requests were of a kind that may change data (POST, PUT, PATCH or DELETE)`,
    remedy: () => 'where the data of the account matter, say with --operation what may be asked',
  },
];

/** What a reader has to know of a run before he believes its results, each with a remedy. */
export function warningsOf(facts: RunFacts): Warning[] {
  const { contracts, tally, fruitless = [] } = facts;
  const warnings = checks.flatMap(({ shows, text, remedy }): Warning[] => {
    const shown = contracts.flatMap((contract) => {
      const counts = tally.operations.get(contract.id);
      const found = counts === undefined ? undefined : shows(counts, contract);
      return found === undefined ? [] : [{ contract, found }];
    });
    if (shown.length === 0) return [];
    const count = shown.reduce((sum, { found }) => sum + found[0], 0);
    const of = shown.reduce((sum, { found }) => sum + found[1], 0);
    const affected = shown.map(({ contract }) => contract);
    const names = namesOf(affected, contracts);
    return [{ text: `${names}${text(`${count} of ${of}`)}`, remedy: remedy(affected, facts) }];
  });
  return [
    ...warnings,
    ...fruitless.map(({ operation, parameter, value, nearest }) => ({
      text: `--value ${operation}.${parameter}=${value} found nothing`,
      remedy: nearest === undefined ? 'give a value that a record of this account has' : `did you mean ${nearest}?`,
    })),
  ];
}

/** Whether nearly all questions that a client may ask were answered with such a status. */
function answeredWith(test: (status: number) => boolean): Check['shows'] {
  return ({ valid, statuses }) => {
    let count = 0;
    for (const [status, times] of statuses) if (test(status)) count += times;
    return count > 0 && count >= NEARLY_ALL * valid ? [count, valid] : undefined;
  };
}

/** Names operations where not all of them are meant. */
function namesOf(affected: readonly Contract[], all: readonly Contract[]): string {
  if (affected.length === all.length && all.length > 1) return 'all operations: ';
  const [first, ...others] = affected.map(({ id }) => id);
  return others.length === 0 ? `${first}: ` : `${first} and ${others.length} more: `;
}

function permissionRemedy(contracts: readonly Contract[]): string {
  const actions = [...new Set(contracts.flatMap(({ permissions }) => permissions.map(({ action }) => action)))];
  const rights = actions.length === 0 ? 'the right to call it' : `the permission ${actions.join(', ')}`;
  return `check the credentials, and grant them ${rights}`;
}

function keyRemedy(contracts: readonly Contract[]): string {
  const variables = [...new Set(contracts.flatMap((contract) => signingVariables(protocolOf(contract).name)))];
  const headers = [
    ...new Set(
      contracts.flatMap(({ security }) =>
        security.flat().flatMap((one) => (one.in === 'header' && one.name !== '' ? one.name : [])),
      ),
    ),
  ];
  const flag = `--header '${headers[0] ?? 'authorization'}: …'`;
  return variables.length === 0 ? `give credentials with ${flag}` : `set ${variables.join(' and ')}, or give ${flag}`;
}

/** Whether the path of a plain document names something that is there or not. */
function namesEntity({ wire, provenance, parameters }: Contract): boolean {
  return wire === undefined && provenance === undefined && parameters.some((parameter) => parameter.in === 'path');
}

/** An example of how to give a value: of a required parameter if there is one. */
function valueFlag({ id, parameters }: Contract): string {
  const parameter = parameters.find(({ required }) => required) ?? parameters[0];
  return `--value ${id}.${parameter?.name ?? 'Parameter'}=…`;
}
