import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { type Exchange, Judge } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';

const contracts = loadContracts(fileURLToPath(new URL('../cursors/specs', import.meta.url)));
const contract = contracts.find(({ id }) => id === 'ListScanReports');
if (contract === undefined) throw new Error('no contract of ListScanReports');

interface Report {
  readonly ReportId: string;
  readonly Level: string;
}

/** A list of reports that is asked, and judged. */
class World {
  /** What a single answer has to be is tested elsewhere. */
  readonly judge = new Judge(contract as NonNullable<typeof contract>, { without: ['response-schema'] });
  rows: Report[] = Array.from({ length: 40 }, (_, index) => ({
    ReportId: `r${index}`,
    Level: index % 3 ? 'low' : 'high',
  }));
  /** Entries of the page before that pages show again; below zero, entries that pages leave out. */
  repeated = 0;
  /** Answers that are under way at once, of which the first comes in last. */
  together = 1;
  readonly #underWay: Exchange[] = [];
  /** Each answer is followed by one more entry, as in a list of the calls themselves. */
  isLogOfCalls = false;
  /** Entries that are there, and not counted yet. */
  uncounted = 0;
  #calls = 0;

  /** One answer. @param without an entry that the server forgets */
  ask(request: JsonObject, without?: string): string | undefined {
    const size = Number(request.MaxResults ?? 100);
    const position = Number(request.NextToken ?? 0);
    const start = position === 0 ? 0 : position - this.repeated;
    const levels = request.Levels as string[] | undefined;
    const all = this.rows.filter(
      ({ ReportId, Level }) => ReportId !== without && (levels === undefined || levels.includes(Level)),
    );
    const next = position + size < all.length ? String(position + size) : undefined;
    const body: JsonObject = {
      RequestId: `A-${++this.#calls}`,
      TotalCount: Math.max(0, all.length - this.uncounted),
      Reports: all.slice(start, start + size).map((row) => ({ ...row, Score: 1 }) as Json),
    };
    if (next !== undefined) body.NextToken = next;
    if (this.isLogOfCalls) this.rows.unshift({ ReportId: `c${this.#calls}`, Level: 'high' });
    this.#underWay.unshift({ request, status: 200, contentType: 'application/json', body, time: 0 });
    if (this.#underWay.length >= this.together)
      for (const exchange of this.#underWay.splice(0)) this.judge.see(exchange);
    return next;
  }

  /** Everything, page by page; something can happen between the first page and the second. */
  walk(request: JsonObject, happens: () => void = () => {}): void {
    for (let next = this.ask(request), page = 1; next !== undefined; page++) {
      if (page === 1) happens();
      next = this.ask({ ...request, NextToken: next });
    }
  }

  /** Ids of the rules that the answers break. */
  get broken(): string[] {
    return this.judge.close().rules.flatMap(({ rule, broken }) => (broken > 0 ? [rule.id] : []));
  }
}

const low = { MaxResults: 100, Levels: ['low'] };
const all = { MaxResults: 100 };
const pages = { MaxResults: 3 };

const flip = (world: World, id: string, Level: string) => {
  world.rows = world.rows.map((row) => (row.ReportId === id ? { ...row, Level } : row));
};

const honest: Record<string, (world: World) => void> = {
  'an entry goes while the pages are read, so that another one slips through': (world) => {
    world.walk(all);
    world.walk(pages);
    world.walk(pages, () => world.rows.splice(0, 1));
    world.walk(all);
    world.walk(all);
  },
  'an entry no longer matches, and is seen as it is now': (world) => {
    world.walk(all);
    world.walk(low);
    flip(world, 'r1', 'high');
    world.walk(all);
    world.walk(low);
    world.walk(all);
  },
  'entries go to and fro': (world) => {
    for (let time = 0; time < 80; time++) {
      flip(world, `r${(time * 7) % 40}`, time % 2 ? 'low' : 'high');
      world.walk(all);
      for (let again = 0; again < 6; again++) world.walk(time % 2 ? low : pages);
    }
  },
  'few entries go to and fro': (world) => {
    world.rows = world.rows.slice(0, 3);
    for (let time = 0; time < 30; time++) {
      flip(world, `r${time % 3}`, time % 2 ? 'low' : 'high');
      for (let again = 0; again < 3; again++) {
        world.walk(all);
        world.walk(low);
        world.walk(pages);
      }
    }
  },
  'entries come in that are counted a little later': (world) => {
    for (let time = 0; time < 20; time++) {
      world.rows.unshift({ ReportId: `n${time}`, Level: 'high' });
      world.uncounted = 1;
      world.walk(time % 3 ? low : all);
      world.uncounted = 0;
      world.walk(all);
      world.walk(low);
    }
  },
  'each call is an entry itself, so that every page begins with the last entry of the one before': (world) => {
    world.walk(all);
    world.isLogOfCalls = true;
    for (let time = 0; time < 8; time++) {
      world.walk({ MaxResults: 10 });
      world.walk(all);
    }
  },
  'entries come and go at each call, and answers overtake each other': (world) => {
    world.together = 4;
    world.isLogOfCalls = true;
    for (let time = 0; time < 60; time++) {
      world.ask(time % 2 ? all : low);
      world.rows.pop();
    }
  },
  'entries go at each call, from either end': (world) => {
    world.rows = Array.from({ length: 300 }, (_, index) => ({
      ReportId: `r${index}`,
      Level: index % 3 ? 'low' : 'high',
    }));
    const ask = world.ask.bind(world);
    world.ask = (...what) => {
      const next = ask(...what);
      if (world.rows.length % 2) world.rows.pop();
      else world.rows.shift();
      return next;
    };
    world.walk(all);
    for (let time = 0; time < 60; time++) world.walk(time % 2 ? { MaxResults: 40 } : { ...low, MaxResults: 30 });
  },
  'entries come in at the front while pages are read': (world) => {
    for (let time = 0; time < 6; time++) {
      world.walk(pages, () => world.rows.unshift({ ReportId: `n${time}`, Level: 'low' }));
      world.walk(all);
      world.walk(low);
    }
  },
};

test.each(Object.entries(honest))('is no defect: %s', (_, happen) => {
  const world = new World();
  happen(world);
  expect(world.broken).toEqual([]);
});

const defects: Record<string, readonly [string, (world: World) => void]> = {
  'a filter that forgets an entry': [
    'filter:Levels',
    (world) => {
      world.walk(all);
      world.ask(low, 'r1');
      world.walk(all);
    },
  ],
  'a filter that forgets an entry each time, though others come in': [
    'filter:Levels',
    (world) => {
      for (let time = 0; time < 5; time++) {
        world.walk(all);
        world.ask(low, 'r1');
        world.rows.push({ ReportId: `n${time}`, Level: 'high' });
        world.walk(all);
        world.ask(low, 'r1');
      }
    },
  ],
  'pages that begin with the last entry of the one before, though others come in': [
    'sequence-overlap',
    (world) => {
      world.repeated = 1;
      for (let time = 0; time < 40; time++) {
        world.rows.unshift({ ReportId: `n${time}`, Level: 'high' });
        world.walk(all);
        world.walk({ MaxResults: 10 });
      }
    },
  ],
  'pages that leave out an entry, though others come in': [
    'sequence-gap',
    (world) => {
      world.repeated = -1;
      for (let time = 0; time < 90; time++) {
        world.rows.unshift({ ReportId: `n${time}`, Level: 'high' });
        world.walk(all);
        world.walk({ MaxResults: 50 });
      }
    },
  ],
  'a total that flickers': [
    'sequence-gap',
    (world) => {
      for (let time = 0; time < 40; time++) {
        world.uncounted = time % 3 === 2 ? 1 : 0;
        world.walk(time % 2 ? pages : all);
      }
    },
  ],
  'entries that are shown now so, now so': [
    'entity-agreement',
    (world) => {
      for (let time = 0; time < 40; time++) {
        flip(world, 'r1', time % 3 ? 'low' : 'high');
        world.walk(all);
      }
    },
  ],
  'answers that come and go': [
    'same-answer',
    (world) => {
      for (let time = 0; time < 6; time++) world.ask(all, time % 2 ? 'r4' : undefined);
    },
  ],
};

test.each(Object.entries(defects))('is a defect: %s', (_, [rule, happen]) => {
  const world = new World();
  happen(world);
  expect(world.broken).toContain(rule);
});

test('what is in doubt is not counted as compared, however often it is', () => {
  const world = new World();
  world.repeated = 1;
  for (let time = 0; time < 30; time++) {
    world.rows.unshift({ ReportId: `n${time}`, Level: 'high' });
    world.walk(all);
    world.walk({ MaxResults: 20 });
  }
  const overlap = world.judge.close().rules.find(({ rule }) => rule.id === 'sequence-overlap');
  expect(overlap?.notes.join()).toMatch(/^the data changed underneath in (2[5-9]|[3-9]\d|\d{3,}) of \d+ comparisons$/);
});
