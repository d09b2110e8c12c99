import { cursorFaults, cursorVariants } from '../cursors/differences.js';
import { startCursors } from '../cursors/server.js';
import { allowed } from '../faults/allowed.js';
import type { FaultClass } from '../faults/fault.js';
import { faults } from '../faults/faults.js';
import type { VariantKind } from '../honest/variant.js';
import { variants } from '../honest/variants.js';
import { type Difference, startReference } from '../reference/server.js';
import type { Running } from '../support/running.js';

/** The folders of specs that the suites need, from the root of the repository. */
export const specFolders = { packaged: 'specs', cursors: 'tests/cursors/specs' } as const;

/** A server of a suite. */
export interface Server {
  readonly id: string;
  readonly operations: readonly string[];
  /** The class of a defect, the kind of a variant. */
  readonly kind: string;
  readonly description: string;
  readonly specs: keyof typeof specFolders;
  /** Starts it anew. */
  start(): Promise<Running>;
}

type Labelled<Planted> = Planted & { readonly id: string; readonly kind: string; readonly description: string };

function referenceWith({ id, kind, description, ...own }: Labelled<Difference & Pick<Server, 'operations'>>): Server {
  const { operations, plant } = own;
  return {
    id,
    kind,
    description,
    operations,
    specs: 'packaged',
    start: () => startReference({ difference: { plant } }),
  };
}

function cursorsWith({
  id,
  kind,
  description,
  operation,
  plant,
}: (typeof cursorFaults | typeof cursorVariants)[number]): Server {
  return { id, kind, description, operations: [operation], specs: 'cursors', start: () => startCursors({ plant }) };
}

/** What a defect that is none differs in. */
const kindOf: Readonly<Record<FaultClass, VariantKind>> = {
  schema: 'value',
  status: 'value',
  pagination: 'paging',
  filters: 'meaning',
  sort: 'order',
  input: 'refusal',
  wire: 'transport',
  'cross-response': 'live',
  links: 'links',
};

const planted = faults.map(({ operation, class: kind, ...fault }) => ({ ...fault, operations: [operation], kind }));
const isAllowed = ({ id }: { id: string }) => Object.hasOwn(allowed, id);

/** The two suites: servers that break their contracts, and servers that keep them. */
export const suites: Readonly<Record<'faults' | 'honest', readonly Server[]>> = {
  faults: [...planted.filter((fault) => !isAllowed(fault)).map(referenceWith), ...cursorFaults.map(cursorsWith)],
  honest: [
    {
      id: 'reference',
      operations: [...new Set(planted.flatMap(({ operations }) => operations))],
      kind: 'records',
      description: 'The reference itself.',
      specs: 'packaged',
      start: () => startReference(),
    },
    {
      id: 'cursors',
      operations: [...new Set(cursorFaults.map(({ operation }) => operation))],
      kind: 'records',
      description: 'The reference of marker and token itself.',
      specs: 'cursors',
      start: () => startCursors(),
    },
    ...variants.map(referenceWith),
    ...planted
      .filter(isAllowed)
      .map(({ kind, description, ...fault }) =>
        referenceWith({ ...fault, kind: kindOf[kind], description: `${description} (Once a defect.)` }),
      ),
    ...cursorVariants.map(cursorsWith),
  ],
};
/** Name of a suite. */
export type Suite = keyof typeof suites;

/**
 * Finds a server.
 *
 * @throws Error where the suite has none of that id.
 */
export function serverOf(suite: Suite, id: string): Server {
  const server = suites[suite].find((one) => one.id === id);
  if (server === undefined) throw new Error(`the suite "${suite}" has no server "${id}"`);
  return server;
}
