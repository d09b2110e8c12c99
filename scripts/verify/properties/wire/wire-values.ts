import * as fc from 'fast-check';
import type { JsonObject } from '../../../base/json.js';
import { setOwn } from '../../../base/json.js';
import type { WireRequest } from '../../../wire/protocol.js';
import { type Collection, collectionsOf } from '../../collection.js';
import { asParameter, filterValues, takesList } from '../../filter-values.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { filterParameters } from '../../selection.js';
import type { Session } from '../../session.js';

const FORM = 'application/x-www-form-urlencoded';

/** Characters that every encoding leaves alone (RFC 3986, section 2.3). */
const UNRESERVED = /^[\w.~-]*$/;

/** Values arrive as they were sent: encoded characters, and every element of a list, in every variant. */
export const wireValues: Property = {
  name: 'wire-values',
  class: 'wire',
  severity: 'error',
  statement: 'Encoded characters and all elements of lists arrive as they were sent, however the request is sent.',
  source: "documented: the vendor's protocol, as its own SDKs use it, and the encodings of URLs and forms",
  applies: ({ parameters }) => parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    const { contract, operation } = session;
    for (const collection of spread(await collectionsOf(session), 2)) {
      const always = spread(tellingFilters(session, collection), 30);
      if (always.length === 0) continue;
      for (const variant of operation.protocol.variants(contract)) {
        await session.forAll<JsonObject>({
          label: variant,
          cases: fc.constant({}),
          always,
          runs: 0,
          judge: async (filters) => {
            const complaints = await judgeFilters(session, collection, filters, { variant });
            if (complaints.length > 0) return complaints;
            const { headers, body } = operation.protocol.encode(contract, filters, variant);
            if (headers['content-type'] !== FORM || body?.includes('%20') !== true) return [];
            return judgeFilters(session, collection, filters, { variant, rewrite: withPlus });
          },
        });
      }
    }
  },
};

/** Filters with values that have to be encoded, and with several values. */
function tellingFilters(session: Session, collection: Collection): JsonObject[] {
  return filterParameters(session).flatMap((parameter) => {
    const values = filterValues(session, parameter, collection);
    const odd = values.filter((value) => typeof value === 'string' && !UNRESERVED.test(value));
    const several = takesList(session, parameter) && values.length > 1 ? [values.slice(0, 3)] : [];
    return [...spread(odd, 4).map((value) => [value]), ...several].map((list) => {
      const filters: JsonObject = {};
      setOwn(filters, parameter.name, asParameter(session, parameter, list));
      return filters;
    });
  });
}

/** In a form, a blank may be written as `+` (WHATWG URL, "application/x-www-form-urlencoded"). */
function withPlus(wire: WireRequest): WireRequest {
  return wire.body === undefined ? wire : { ...wire, body: wire.body.replaceAll('%20', '+') };
}
