import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Json } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import type { Contract } from '../../contract/contract.js';
import type { Preference } from '../prefer.js';

/** One Prism instance. */
export interface PrismClient {
  /** @returns Prism's answer, or its reason to have none. */
  request(
    target: string,
    input: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: Json },
    preference: Preference,
  ): Promise<{ readonly status: number; readonly data: Json | undefined } | { readonly problem: string }>;
}

/** Makes Prism instances. */
export interface Prism {
  /** @param specs the folder below which, or the document in which, the contract's operation stands. */
  open(specs: string, contract: Contract): Promise<PrismClient>;
}

/** What is used of Prism's packages, which have no types that an ES module could import. */
interface PrismHttp {
  getHttpOperationsFromSpec(file: string): Promise<{ readonly method: string; readonly path: string }[]>;
  createClientFromOperations(
    operations: readonly object[],
    config: object,
  ): { request(url: string, input: object, config: object): Promise<{ status: number; data?: Json }> };
  createLogger(name: string, options: object): object;
}

/**
 * Loads Prism, an optional peer. It takes a second or two, so only this engine does.
 *
 * @throws UsageError where it is not installed.
 */
export async function loadPrism(): Promise<Prism> {
  const http = requirePrism();
  const config = {
    isProxy: false,
    // The gateway has validated the request, and has no credentials to show.
    validateRequest: true,
    validateResponse: false,
    checkSecurity: false,
    errors: false,
    upstreamProxy: undefined,
    logger: http.createLogger('cloudsec-contracts', { enabled: false }),
  };
  return {
    async open(specs, contract) {
      const file = statSync(specs).isDirectory() ? join(specs, contract.location.file) : specs;
      const operations = await http.getHttpOperationsFromSpec(file);
      const own = operations.filter(({ method, path }) => method === contract.method && path === contract.path);
      const client = http.createClientFromOperations(own, { ...config, mock: { dynamic: false } });
      return {
        async request(target, input, { code, example, dynamic = false }) {
          const mock = {
            dynamic,
            ...(code === undefined ? {} : { code }),
            ...(example === undefined ? {} : { exampleKey: example }),
          };
          try {
            const { status, data } = await client.request(target, input, { ...config, mock });
            return { status, data };
          } catch (error) {
            return { problem: error instanceof Error ? error.message : String(error) };
          }
        },
      };
    },
  };
}

function requirePrism(): PrismHttp {
  const here = createRequire(import.meta.url);
  try {
    // The packages behind the command line tool are its own dependencies, and found from where it is.
    const there = createRequire(here.resolve('@stoplight/prism-cli/package.json'));
    return {
      ...there('@stoplight/prism-http'),
      ...there('@stoplight/prism-http/dist/client'),
      createLogger: there('@stoplight/prism-core').createLogger,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      'the Prism engine needs @stoplight/prism-cli, which is not installed; run "npm install --save-dev @stoplight/prism-cli", or use --engine dataset',
    );
  }
}
