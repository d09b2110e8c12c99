import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../base/json.js';
import { setOwn } from '../../../base/json.js';
import type { Parameter } from '../../../contract/contract.js';
import { type Collection, collectionsOf } from '../../collection.js';
import { filterValues } from '../../filter-values.js';
import { isClientError } from '../../judge.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import type { Session } from '../../session.js';

/** Two bounds together: a range with both of them included. */
export const range: Property = {
  name: 'range',
  class: 'filters',
  severity: 'error',
  statement: 'A range with both bounds returns exactly the entries from the one to the other, both included.',
  source: 'documented: the parameters are start and end of a time range',
  applies: ({ parameters }) => pairs(parameters).length > 0,
  run: async (session) => {
    for (const collection of await collectionsOf(session)) {
      for (const [from, until] of pairs(session.contract.parameters)) {
        await judgePair(session, collection, from, until);
      }
    }
  },
};

async function judgePair(session: Session, collection: Collection, from: Parameter, until: Parameter): Promise<void> {
  const values = filterValues(session, from, collection).filter((value) => typeof value === 'number');
  if (values.length === 0) return;
  const sorted = [...values].sort((a, b) => a - b);
  const wrap = ([start, end]: readonly [Json, Json]): JsonObject => {
    const filters: JsonObject = {};
    setOwn(filters, from.name, start);
    setOwn(filters, until.name, end);
    return filters;
  };
  const first = sorted[0] as number;
  const last = sorted.at(-1) as number;
  const middle = sorted[Math.floor(sorted.length / 2)] as number;
  const observed = values.slice(0, 6);
  await session.forAll<readonly [number, number]>({
    label: `${from.name} to ${until.name}`,
    cases: fc.tuple(fc.constantFrom(...sorted), fc.constantFrom(...sorted)),
    always: [
      [first, last],
      [first, middle],
      [middle, last],
      ...observed.map((value) => [value, value] as const),
      [last, first],
    ],
    judge: async ([start, end]) => {
      const complaints = await judgeFilters(session, collection, wrap([start, end]));
      // A range that ends before it starts may be refused: no page speaks of it. What it returns has to match, though.
      const answer = complaints[0]?.answer;
      return start > end && answer?.kind === 'reply' && isClientError(answer.status) ? [] : complaints;
    },
  });
}

/** Parameters that are the two ends of a range of the same field. */
function pairs(parameters: readonly Parameter[]): [Parameter, Parameter][] {
  return parameters.flatMap((from) => {
    const { filter } = from;
    if (filter?.match !== 'from') return [];
    const until = parameters.find(
      (candidate) => candidate.filter?.match === 'until' && candidate.filter.field === filter.field,
    );
    return until === undefined ? [] : [[from, until] as [Parameter, Parameter]];
  });
}
