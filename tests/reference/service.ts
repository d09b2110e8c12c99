/** A request as it came in: how it names its operation, and its text, before anything is read out of it. */
export interface Incoming {
  readonly method: string;
  /** Path without query string, percent-encoded. */
  readonly path: string;
  /** Query string without `?`. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Where the operation was named. */
  readonly named: 'path' | 'header' | 'query' | 'form';
}

/** Wire parameters: name to text. */
export type Params = Map<string, string>;
/** Parameters that were read: name to value. */
export type Query = Record<string, unknown>;
/** A record of the vendor's database. */
export type Row = Record<string, unknown>;

/** What is sent back. A body that is a string is sent as it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a service knows of the request that it answers. */
export interface Seen {
  readonly incoming: Incoming;
  readonly params: Params;
  readonly query: Query;
  /** How many requests the server has had, this one included. */
  readonly number: number;
  readonly requestId: string;
}

/** Why a request is not answered. */
export type Cause = 'invalid' | 'missing' | 'unknown-entity';

/** Thrown by readers and services for a request that is the client's mistake. */
export class Refused extends Error {
  constructor(
    readonly why: Cause,
    readonly parameter: string,
  ) {
    super(`${why}: ${parameter}`);
  }
}

/** Reads one parameter out of the wire parameters; undefined where it is absent. Throws {@link Refused}. */
export type Reader = (params: Params, name: string) => unknown;

/** Tells whether a row is selected by the value of one parameter. */
export type Filter = (row: Row, value: unknown, query: Query) => boolean;

/**
 * One operation of the reference. All parts are replaceable: the correct server uses them as they are made, a faulty
 * one replaces one of them.
 */
export interface Service {
  readonly id: string;
  /** Collects the wire parameters. */
  collect(incoming: Incoming): Params;
  readers: Record<string, Reader>;
  /** What the parameters have to be together; throws {@link Refused}. */
  check(query: Query): void;
  /** The successful body. Throws {@link Refused} where what is asked for does not exist. */
  answer(seen: Seen): unknown;
  /** The vendor's error. */
  refuse(refused: Refused, requestId: string): Answer;
  /** Refuses a way of sending before anything is read; undefined accepts it. */
  admit(incoming: Incoming, requestId: string): Answer | undefined;
  /** The last word on what is sent. */
  after(answer: Answer, seen: Seen): Answer;
}

/** A page of rows, before it is written as the vendor writes it. */
export interface Page {
  readonly items: Row[];
  readonly total: number;
  readonly start: number;
  readonly size: number;
}

/** An operation that lists rows page by page. */
export interface ListService extends Service {
  rows: Row[];
  /** The n-th of any number of records, from 0. */
  make(index: number): Row;
  filters: Record<string, Filter>;
  /** Whether a row is selected by all parameters. */
  match(row: Row, query: Query): boolean;
  order(rows: Row[], query: Query): Row[];
  window(query: Query): { start: number; size: number };
  /** A row as the response shows it. */
  view(row: Row, query: Query): Row;
  page(seen: Seen): Page;
  envelope(page: Page, seen: Seen): Record<string, unknown>;
}

/** An operation that tells about one entity. */
export interface LookupService extends Service {
  tasks: SecurityTask[];
  find(query: Query): SecurityTask | undefined;
  select(task: SecurityTask, query: Query): SecurityEvent[];
}

/** A task that handles alert events. */
export interface SecurityTask {
  id: number;
  status: string;
  events: SecurityEvent[];
}

/** An alert event. */
export interface SecurityEvent {
  id: string;
  status: string;
  code?: string;
}

/** The parts of a list service that its operation has to say itself, and how many records it has. */
export type ListParts = Pick<
  ListService,
  'id' | 'collect' | 'readers' | 'refuse' | 'make' | 'filters' | 'order' | 'window' | 'view' | 'envelope'
> & { readonly count: number };

/** Makes a list service: filter, sort, cut, show. */
export function listService({ count, ...parts }: ListParts): ListService {
  const service: ListService = {
    ...parts,
    rows: Array.from({ length: count }, (_, index) => parts.make(index)),
    check: () => {},
    admit: () => undefined,
    after: (answer) => answer,
    match: (row, query) => {
      for (const name in query) {
        const filter = query[name] === undefined ? undefined : service.filters[name];
        if (filter !== undefined && !filter(row, query[name], query)) return false;
      }
      return true;
    },
    page: ({ query }) => {
      const selected = service.order(
        service.rows.filter((row) => service.match(row, query)),
        query,
      );
      const { start, size } = service.window(query);
      const items = selected.slice(start, start + size).map((row) => service.view(row, query));
      return { items, total: selected.length, start, size };
    },
    answer: (seen) => service.envelope(service.page(seen), seen),
  };
  return service;
}
