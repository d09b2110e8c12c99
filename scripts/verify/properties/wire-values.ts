import type { Json, JsonObject } from '../../base/json.js';
import { jsonText, own, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { identifier, identityFields, itemsPointer } from '../../judge/index.js';
import type { WireRequest } from '../../wire/protocol.js';
import type { AskOptions } from '../operation.js';
import type { Property } from '../property.js';
import { contrast } from '../questions/contrast.js';
import { asParameter, filterParameters, filterValues, takesList } from '../questions/filter-values.js';
import { spread } from '../questions/random.js';
import type { Collection } from '../questions/result.js';
import type { Session } from '../session.js';
import type { Reply } from '../transport/answer.js';

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
      const compare = comparison(session, collection);
      for (const variant of operation.protocol.variants(contract)) {
        await session.forAll<JsonObject>({
          label: variant,
          always,
          ask: async (filters) => {
            await compare(filters, { variant });
            const wire = operation.protocol.encode(contract, filters, variant);
            if (hasJsonList(contract, filters)) await compare(filters, { variant, rewrite: withBlanks });
            const { headers, body } = wire;
            if (headers['content-type'] !== FORM || body?.includes('%20') !== true) return;
            await compare(filters, { variant, rewrite: withPlus });
          },
        });
      }
    }
  },
};

/** What a filter selects. */
interface Selected {
  readonly answer: Reply;
  readonly items: readonly Json[];
  readonly isRefused: boolean;
  readonly names: ReadonlySet<string>;
}

/** What is selected is the same in whatever way it is asked for; whether it is what should be, the judge sees. */
function comparison(session: Session, collection: Collection) {
  const identify = identifier(identityFields(session.contract));
  const answers = new Map<string, Selected>();
  const select = async (filters: JsonObject, how?: AskOptions): Promise<Selected | undefined> => {
    const { items, last, refused } = await session.select(collection, filters, how);
    const answer = last ?? refused?.answer;
    if (answer === undefined || answer.kind === 'no-reply') return undefined;
    return { answer, items, isRefused: last === undefined, names: new Set(items.map(identify)) };
  };
  return async (filters: JsonObject, options: AskOptions): Promise<void> => {
    const result = await contrast(session, {
      usual: () => select(filters),
      other: () => select(filters, options),
      isSame: (one, other) =>
        one.isRefused === other.isRefused &&
        one.names.size === other.names.size &&
        [...one.names].every((name) => other.names.has(name)),
      remembered: { answers, key: jsonText(filters) },
    });
    if (result === undefined) return;
    const { usual, other } = result;
    const lost = usual.items.find((item) => !other.names.has(identify(item)));
    session.complain({
      answer: other.answer,
      path: other.isRefused ? '' : (itemsPointer(session.contract) ?? ''),
      message: `sent as "${options.variant}", ${JSON.stringify(filters).slice(0, 200)} does not select what it should`,
      expected: lost ?? usual.items.length,
      actual: other.isRefused ? other.answer.status : other.items.length,
    });
  };
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

function hasJsonList({ parameters }: Contract, filters: JsonObject): boolean {
  return parameters.some(({ name, encoding }) => {
    const value = own(filters, name);
    return encoding === 'json' && Array.isArray(value) && value.length > 1;
  });
}

/** Between the texts of a JSON list there may be blanks (RFC 8259, section 2). */
function withBlanks(wire: WireRequest): WireRequest {
  const spaced = (text: string) => text.replaceAll('%22%2C%22', '%22%2C%20%22');
  const { target, body } = wire;
  return { ...wire, target: spaced(target), ...(body === undefined ? {} : { body: spaced(body) }) };
}

/** In a form, a blank may be written as `+` (WHATWG URL, "application/x-www-form-urlencoded"). */
function withPlus(wire: WireRequest): WireRequest {
  return wire.body === undefined ? wire : { ...wire, body: wire.body.replaceAll('%20', '+') };
}
