import type { JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import { identifier, identityFields, itemsPointer } from '../../judge/index.js';
import type { WireRequest } from '../../wire/protocol.js';
import type { AskOptions } from '../operation.js';
import type { Property } from '../property.js';
import type { Collection } from '../questions/everything.js';
import { asParameter, filterParameters, filterValues, takesList } from '../questions/filter-values.js';
import { spread } from '../questions/random.js';
import type { Session } from '../session.js';

const FORM = 'application/x-www-form-urlencoded';

/** Characters that every encoding leaves alone (RFC 3986, section 2.3). */
const UNRESERVED = /^[\w.~-]*$/;

/** Values arrive as they were sent: encoded characters, and every element of a list, in every variant. */
export const wireValues: Property = {
  name: 'wire-values',
  class: 'wire',
  statement: 'Values that have to be encoded, and lists, are sent in every way that the protocol knows.',
  cost: 150,
  compares: {
    provenance: { kind: 'documented', where: "The vendor's protocol, as its own SDKs use it" },
    severity: 'error',
    remedy: 'records with texts that have to be encoded',
  },
  applies: ({ parameters }) => parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    const { contract, operation } = session;
    for (const collection of spread(await session.collections(), 2)) {
      const always = spread(tellingFilters(session, collection), 30);
      if (always.length === 0) continue;
      for (const variant of operation.protocol.variants(contract)) {
        await session.forAll<JsonObject>({
          label: variant,
          always,
          ask: async (filters) => {
            await compare(session, collection, filters, { variant });
            const { headers, body } = operation.protocol.encode(contract, filters, variant);
            if (headers['content-type'] !== FORM || body?.includes('%20') !== true) return;
            await compare(session, collection, filters, { variant, rewrite: withPlus });
          },
        });
      }
    }
  },
};

/** Everything that matches has to be selected, in whatever way it is asked for. Data change: only what is missing every time counts. */
async function compare(
  session: Session,
  collection: Collection,
  filters: JsonObject,
  options: AskOptions,
): Promise<void> {
  const { contract, operation } = session;
  const { ledger } = operation.judge;
  const identify = identifier(identityFields(contract));
  for (let time = 0; time < 3; time++) {
    const usual = await session.select(collection, filters);
    const other = await session.select(collection, filters, options);
    const answer = other.last ?? other.refused?.answer;
    if (answer === undefined || answer.kind === 'no-reply') return;
    session.compared++;
    const names = new Set(other.items.map(identify));
    const matching = collection.items.filter((item) =>
      Object.keys(filters).every(
        (name) => ledger.selectsForSure(name, { ...collection.base, ...filters }, item, Date.now()) === true,
      ),
    );
    const lost = [...usual.items, ...matching].find((item) => !names.has(identify(item)));
    const isSame =
      (usual.last === undefined) === (other.last === undefined) && usual.items.length === other.items.length;
    if (isSame && (lost === undefined || other.last === undefined)) return;
    if (time < 2) continue;
    session.complain({
      answer,
      path: other.last === undefined ? '' : (itemsPointer(contract) ?? ''),
      message: `sent as "${options.variant}", ${JSON.stringify(filters).slice(0, 200)} does not select what it should`,
      expected: lost ?? usual.items.length,
      actual: other.last === undefined ? answer.status : other.items.length,
    });
  }
}

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
