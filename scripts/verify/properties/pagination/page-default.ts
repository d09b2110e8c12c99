import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../base/json.js';
import { own } from '../../../base/json.js';
import { at } from '../../../base/pointer.js';
import type { Contract } from '../../../contract/contract.js';
import { pageInvariants } from '../../../contract/invariants/page.js';
import { identityOf } from '../../../contract/invariants/sequence.js';
import { pagerOf } from '../../../contract/pager.js';
import { defaultOf } from '../../../contract/parameter-default.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain, complaintsOf } from '../../complaint.js';
import { successOf } from '../../judge.js';
import { itemsOf } from '../../pages.js';
import type { Property } from '../../property.js';

/**
 * What is left out is what its default says. Where the contract only infers a default, another one is a warning; but
 * whatever the server chooses, the response says what it chose and holds that page.
 */
export const pageDefault: Property = {
  name: 'page-default',
  class: 'pagination',
  severity: 'error',
  statement: 'Without page or page size, the response is the page that the documented defaults name.',
  source: 'documented: the defaults of the page and the page size, where the page states them',
  applies: (contract) => pagerOf(contract)?.hasRandomAccess === true && optional(contract).length > 0,
  run: async (session) => {
    const { contract } = session;
    const { pagination } = contract;
    const pager = pagerOf(contract);
    const [whole] = await collectionsOf(session);
    if (pagination === undefined || pager === undefined || whole === undefined) return;
    const invariants = pageInvariants(contract).filter((invariant) => invariant.severity === 'error');
    const names = optional(contract);
    const full = pager.request({ position: 2, size: 7 });
    const leaveOut = (left: readonly string[]): JsonObject =>
      Object.fromEntries(Object.entries(full).filter(([name]) => !left.includes(name)));

    const judge = async (paging: JsonObject): Promise<Complaint[]> => {
      const success = successOf(contract, await session.ask({ ...whole.base, ...paging }));
      if ('complaint' in success) return [success.complaint];
      const { reply, body } = success;
      const complaints: Complaint[] = [];
      const actual: Record<'position' | 'size', number | undefined> = { position: undefined, size: undefined };
      for (const part of ['position', 'size'] as const) {
        const name = pagination.request[part];
        const pointer = pagination.response[part];
        const given = own(paging, name);
        const wanted = given ?? (part === 'position' ? pager.first(1).position : defaultOf(contract, name));
        const echoed = pointer === undefined ? undefined : at(body, pointer);
        const chosen = echoed ?? wanted;
        actual[part] = typeof chosen === 'number' ? chosen : undefined;
        if (echoed === undefined || wanted === undefined || echoed === wanted) continue;
        const message = given === undefined ? `is not the default of ${name}` : `is not the ${name} of the request`;
        const complaint = complain(reply, message, wanted, echoed, pointer);
        const isGuess = given === undefined && part === 'size' && isInferred(contract, name);
        complaints.push(isGuess ? { ...complaint, severity: 'warning' } : complaint);
      }
      const { position, size } = actual;
      if (complaints.some((one) => one.severity !== 'warning') || position === undefined || size === undefined) {
        return complaints;
      }
      const request = pager.request({ position, size }, whole.base);
      for (const invariant of invariants) {
        const found = invariant.judge({ request, response: body });
        if (found.length > 0) return [...complaints, ...complaintsOf(reply, found)];
      }
      const window = pager.windowOf({ position, size }, whole.items.length);
      if (!whole.complete || window === undefined) return complaints;
      const { start, count } = window;
      const name = (item: Json) => identityOf(item, pagination.identity);
      const wanted = JSON.stringify(whole.items.slice(start, start + count).map(name));
      if (wanted === JSON.stringify(itemsOf(contract, body).map(name))) return complaints;
      const message = `is not page ${position} of ${size}, which the response says that it is`;
      return [
        ...complaints,
        complain(reply, message, count, itemsOf(contract, body).length, pagination.response.items),
      ];
    };
    await session.forAll({
      label: 'defaults',
      cases: fc.constant<JsonObject>({}),
      always: [leaveOut(names), ...(names.length > 1 ? names.map((name) => leaveOut([name])) : [])],
      runs: 0,
      judge,
    });
  },
};

/** The paging parameters that may be left out. */
function optional({ pagination, parameters }: Contract): string[] {
  const names = Object.values(pagination?.request ?? {});
  return parameters.filter(({ name, required }) => !required && names.includes(name)).map(({ name }) => name);
}

function isInferred({ parameters }: Contract, name: string): boolean {
  const schema = parameters.find((parameter) => parameter.name === name)?.schema;
  return own(own(schema, 'x-inferred'), 'default') !== undefined;
}
