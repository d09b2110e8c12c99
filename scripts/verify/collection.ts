import type { Json, JsonObject } from '../base/json.js';
import { setOwn } from '../base/json.js';
import { identityOf } from '../contract/invariants/sequence.js';
import { type Complaint, complain } from './complaint.js';
import { isClientError, successOf } from './judge.js';
import { identityFields, itemsOf } from './pages.js';
import type { Session } from './session.js';
import type { Reply } from './transport/answer.js';
import { walk } from './walk.js';

/** Entries of a page while everything is read for the first time: small answers, yet few requests. */
const PAGE = 50;

/** Entities that are looked at for one lookup. */
const MAX_SUBJECTS = 12;

/** How far around a known number others are looked for. */
const NEIGHBOURHOOD = 10;

/** Items that the server is known to have: the whole of a result without filters, or those of one looked-up entity. */
export interface Collection {
  /** The request, without page, that the items answer. */
  readonly base: JsonObject;
  readonly items: readonly Json[];
  /** All items are there. */
  readonly complete: boolean;
  readonly replies: readonly Reply[];
}

/** Everything that the server shows of an operation, and why there is not more. */
export interface Observation {
  readonly collections: readonly Collection[];
  readonly complaints: readonly Complaint[];
}

/** Reads everything once; later calls have the same answer. */
export function observe(session: Session): Promise<Observation> {
  return session.operation.remember('observation', () => read(session));
}

/** The collections of an operation that are of use: those with items first. Notes why there are none. */
export async function collectionsOf(session: Session): Promise<readonly Collection[]> {
  const { collections, complaints } = await observe(session);
  const { lookup } = session.contract;
  const [complaint] = complaints;
  if (collections.length === 0 && complaint !== undefined) {
    session.isBlind = true;
    session.note(`nothing could be read: ${complaint.message}`);
  } else if (collections.length === 0 && lookup !== undefined) {
    const id = session.contract.id;
    session.note(
      `the server knows no entity to ask about; name some with --value ${id}.${lookup.key}=<known ${lookup.key}>`,
    );
  } else if (collections.every((collection) => collection.items.length === 0)) {
    session.note('the server has no entries, so that little can be judged');
  }
  return collections;
}

async function read(session: Session): Promise<Observation> {
  const { contract, operation } = session;
  if (contract.pagination !== undefined) {
    const base = operation.known.required;
    const result = await walk(session, base, PAGE);
    const replies = result.steps.map((step) => step.reply);
    const complaints = result.complaint === undefined ? [] : [result.complaint];
    return {
      collections: replies.length === 0 ? [] : [{ base, items: result.items, complete: result.complete, replies }],
      complaints,
    };
  }
  if (contract.lookup !== undefined) return lookUp(session, contract.lookup.key);
  const success = successOf(contract, await session.ask(operation.known.required));
  return 'complaint' in success
    ? { collections: [], complaints: [success.complaint] }
    : {
        collections: [{ base: operation.known.required, items: [], complete: true, replies: [success.reply] }],
        complaints: [],
      };
}

async function lookUp(session: Session, key: string): Promise<Observation> {
  const { contract, operation } = session;
  const collections: Collection[] = [];
  const complaints: Complaint[] = [];
  const known = operation.known.of(key);
  // An example need not exist on this server, and neighbours of a good number are often good, too.
  const numbers = known.filter((value) => typeof value === 'number');
  const neighbours = numbers.flatMap((value) =>
    Array.from({ length: NEIGHBOURHOOD }, (_, index) => [value + index + 1, value - index - 1]).flat(),
  );
  for (const value of new Set([...known, ...neighbours])) {
    if (collections.length >= MAX_SUBJECTS) break;
    const base: JsonObject = { ...operation.known.required };
    setOwn(base, key, value);
    const answer = await session.ask(base);
    const success = successOf(contract, answer);
    if (!('complaint' in success)) {
      const items = itemsOf(contract, success.body);
      collections.push({ base, items, complete: true, replies: [success.reply] });
    } else if (answer.kind === 'no-reply' || !isClientError(answer.status)) {
      complaints.push(success.complaint);
      if (complaints.length > 2) break;
    } else if (operation.known.isGiven(key) && known.includes(value)) {
      complaints.push(
        complain(answer, `${key} ${JSON.stringify(value)}, given with --value, is not known`, 200, answer.status),
      );
    }
  }
  return { collections, complaints };
}

/** The items of a collection by their identities. */
export function byIdentity(session: Session, items: readonly Json[]): Map<string, Json> {
  const fields = identityFields(session.contract);
  return new Map(items.map((item) => [identityOf(item, fields), item]));
}
