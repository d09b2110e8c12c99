import path from 'node:path';
import { startMock } from '../../scripts/mock/index.js';
import { type CursorServices, startCursors } from '../cursors/server.js';
import type { Server } from '../matrix/suites.js';
import { startReference } from '../reference/server.js';
import type { LookupService, Row } from '../reference/service.js';
import type { Services } from '../reference/services/index.js';
import { every, scatter } from './changes.js';

/** Records of one operation that change while it is asked. */
interface World {
  rows: Row[];
  /** A record that there was not before. */
  make(index: number): Row;
  /** The field that tells records apart, and an id of its kind. */
  readonly id: string;
  idOf(index: number): string;
  /** The field that changes, and values that it goes to and fro between. */
  readonly status: string;
  readonly values: readonly [unknown, unknown];
}

/** What happens with every n-th request; it is told how often it has happened. */
type Event = (world: World, time: number) => void;

const at = (world: World, time: number) => scatter(`place ${time}`) % Math.max(1, world.rows.length);
const arrive: Event = (world, time) => void world.rows.splice(at(world, time), 0, world.make(2_000 + time));
const leave: Event = (world, time) => void (world.rows.length > 20 && world.rows.splice(at(world, time), 1));
const flip: Event = (world, time) => {
  const row = world.rows[at(world, time)];
  if (row === undefined) return;
  const [one, other] = world.values;
  row[world.status] = row[world.status] === one ? other : one;
};

/** What happens, and with every how many requests. */
const events: Readonly<Record<string, readonly [number, Event]>> = {
  'front-rarely': [37, (world, time) => void world.rows.unshift(world.make(2_000 + time))],
  'end-often': [2, (world, time) => void (world.rows.length < 400 && world.rows.push(world.make(2_000 + time)))],
  anywhere: [5, arrive],
  'first-gone': [11, (world) => void (world.rows.length > 20 && world.rows.shift())],
  'last-gone': [4, (world) => void (world.rows.length > 20 && world.rows.pop())],
  'as-many': [
    7,
    (world, time) => {
      leave(world, time);
      arrive(world, time);
    },
  ],
  flips: [6, flip],
  'flips-often': [2, flip],
  'moved-up': [8, (world, time) => void world.rows.unshift(...world.rows.splice(at(world, time), 1))],
  'ids-anew': [
    60,
    (world, time) => {
      world.rows = world.rows.map((row, index) => ({ ...row, [world.id]: world.idOf(time * 1_000 + index) }));
    },
  ],
  bursts: [
    90,
    (world, time) => {
      for (let one = 0; one < 12; one++) {
        arrive(world, time * 12 + one);
        flip(world, time * 12 + one);
        leave(world, time * 12 + one + 7);
      }
    },
  ],
  once: [250, (world, time) => void (time === 1 && world.rows.splice(3, 2))],
};

type Lists = Exclude<keyof Services, 'DescribeSecurityEventOperationStatus'>;

/** Of each list: the field that tells its records apart, the one that flips, and between what. */
const lists: Readonly<Record<Lists, Pick<World, 'id' | 'idOf' | 'status' | 'values'>>> = {
  ListOperationTask: {
    id: 'TaskId',
    idOf: (index) => `t-anew-${index}`,
    status: 'Status',
    values: ['INIT', 'REPAIRING'],
  },
  ListOperationProcessDetail: {
    id: 'DetailTaskId',
    idOf: (index) => `d-anew-${index}`,
    status: 'StatusCode',
    values: [0, 1],
  },
  DescribeProcessTasks: { id: 'TaskId', idOf: (index) => `t-anew-${index}`, status: 'TaskStatus', values: [11, 21] },
  ListOperationLogsByVaultName: {
    id: 'backup_name',
    idOf: (index) => `autobk_${index}`,
    status: 'status',
    values: ['waiting', 'running'],
  },
};

/** The lists that go on from a marker or a token. */
const cursors: Readonly<Record<keyof CursorServices, World>> = {
  ListQuarantinedFiles: {
    rows: [],
    make: (index) => ({ file_id: `f-${index.toString(16).padStart(16, 'b')}`, state: 'isolated', size: index }),
    id: 'file_id',
    idOf: (index) => `f-${index.toString(16).padStart(16, 'c')}`,
    status: 'state',
    values: ['isolated', 'restoring'],
  },
  ListScanReports: {
    rows: [],
    make: (index) => ({ ReportId: `n${index}`, Level: 'low', Score: index % 101 }),
    id: 'ReportId',
    idOf: (index) => `a${index}`,
    status: 'Level',
    values: ['low', 'medium'],
  },
};

function server(name: string, operation: string, specs: Server['specs'], start: Server['start']): Server {
  const id = `${operation} ${name}`;
  return { id, operations: [operation], kind: 'live', description: id, specs, start };
}

const ofLists = (Object.keys(lists) as Lists[]).flatMap((operation) => [
  ...Object.entries(events).map(([name, [nth, event]]) =>
    server(name, operation, 'packaged', () =>
      startReference({
        difference: {
          plant: ({ [operation]: service }) =>
            every(service, nth, (time) => {
              const world: World = { ...lists[operation], rows: service.rows, make: (index) => service.make(index) };
              event(world, time);
              service.rows = world.rows;
            }),
        },
      }),
    ),
  ),
  server('total-lags', operation, 'packaged', () =>
    startReference({
      difference: {
        plant: ({ [operation]: service }) => {
          const arrivals: number[] = [];
          let now = 0;
          every(service, 1, (time) => {
            now = time;
            if (time % 23 !== 0) return;
            service.rows.unshift(service.make(2_000 + time));
            arrivals.push(time);
          });
          const page = service.page;
          service.page = (seen) => {
            const one = page(seen);
            // Records of the latest seven requests are not counted yet.
            const late = arrivals.filter((time) => now - time < 7).length;
            return { ...one, total: one.total - Math.min(one.total, late) };
          };
        },
      },
    }),
  ),
]);

const ofCursors = (Object.keys(cursors) as (keyof CursorServices)[]).flatMap((operation) =>
  Object.entries(events).map(([name, [nth, event]]) =>
    server(name, operation, 'cursors', () =>
      startCursors({
        plant: ({ [operation]: service }) => {
          const body = service.body;
          let requests = 0;
          service.body = (...parts) => {
            if (++requests % nth === 0) {
              const world: World = { ...cursors[operation], rows: service.rows };
              event(world, requests / nth);
              service.rows = world.rows;
            }
            return body(...parts);
          };
        },
      }),
    ),
  ),
);

const lookup = 'DescribeSecurityEventOperationStatus';
const lookups: Readonly<Record<string, readonly [number, (service: LookupService, time: number) => void]>> = {
  'event-gone': [25, ({ tasks }, time) => void tasks[time % tasks.length]?.events.pop()],
  'newest-task-gone': [40, ({ tasks }) => void (tasks.length > 2 && tasks.pop())],
  'events-anew': [
    50,
    ({ tasks }, time) => {
      for (const { events: found } of tasks) for (const one of found) one.id = `${one.id}${time % 10}`;
    },
  ],
};

/** Servers whose data change while they are asked, of every operation: none may be accused. */
export const liveWorlds: readonly Server[] = [
  ...ofLists,
  ...ofCursors,
  ...Object.entries(lookups).map(([name, [nth, happen]]) =>
    server(name, lookup, 'packaged', () =>
      startReference({
        difference: { plant: ({ [lookup]: service }) => every(service, nth, (time) => happen(service, time)) },
      }),
    ),
  ),
  ...[...Object.keys(lists), lookup].map((operation) =>
    server('mock --live', operation, 'packaged', () =>
      startMock({ specs: path.resolve('specs'), live: true, port: 0, seed: 5 }),
    ),
  ),
];
