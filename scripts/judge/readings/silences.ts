import { own } from '../../base/json.js';
import type { Behaviour, Contract, Reading } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { filterSilences } from './filter-silences.js';
import type { Silent } from './silent.js';
import { valueSilences } from './value-silences.js';

/** Something about which any page can be silent, and what operations then do. */
interface Silence {
  readonly aspect: keyof Behaviour;
  readonly question: string;
  /** The readings; the first is what the contract means where nothing else is chosen. */
  readonly readings: readonly Reading[];
  /** Whether the operation has anything that the question is about, and says nothing of the answer. */
  applies(contract: Contract): boolean;
}

const reading = (behaviour: Partial<Behaviour>, means: string): Reading => ({
  name: Object.values(behaviour)[0] as string,
  means,
  behaviour,
});

/** What the page of an operation is silent about, each with what servers are seen to do. */
export function silencesOf(contract: Contract): Silent[] {
  const general = silences
    .filter(({ applies }) => applies(contract))
    .map(({ aspect, question, readings }): Silent => ({ family: kebab(aspect), aspect, question, readings }));
  return [...general, ...valueSilences(contract), ...filterSilences(contract)];
}

const silences: readonly Silence[] = [
  {
    aspect: 'oversize',
    question: 'What becomes of a page size above what the server is ready to serve?',
    applies: (contract) => sizeLimit(contract) === undefined && contract.pagination !== undefined,
    readings: [
      reading({ oversize: 'honoured' }, 'Pages of any size are served.'),
      reading({ oversize: 'clamped' }, 'The largest page that the server is ready to serve is served instead.'),
      reading({ oversize: 'refused' }, 'It is a client error.'),
    ],
  },
  {
    aspect: 'beyondEnd',
    question: 'What is on a page behind the last one?',
    applies: ({ pagination }) => pagination !== undefined,
    readings: [
      reading({ beyondEnd: 'empty' }, 'Nothing.'),
      reading({ beyondEnd: 'last-page' }, 'The entries of the last page.'),
      reading({ beyondEnd: 'refused' }, 'It is a client error.'),
    ],
  },
  {
    aspect: 'noValue',
    question: 'What stands in the response for a value that there is not?',
    applies: () => true,
    readings: [
      reading({ noValue: 'absent' }, 'The field is absent.'),
      reading({ noValue: 'null' }, 'The field is null.'),
      reading({ noValue: 'zero' }, 'A number is 0; other fields are absent.'),
      reading({ noValue: 'empty' }, 'A text is empty; other fields are absent.'),
      reading({ noValue: 'blank' }, 'A number is 0, and a text is empty.'),
    ],
  },
];

/** `beyondEnd` as `beyond-end`. */
function kebab(aspect: string): string {
  return aspect.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The largest page size that the page states; undefined where it states none. */
function sizeLimit({ pagination, parameters, definitions }: Contract): unknown {
  const size = parameters.find(({ name }) => name === pagination?.request.size);
  const schema = size && resolveSchema(size.schema, definitions);
  return own(own(schema, 'x-inferred'), 'maximum') === undefined ? own(schema, 'maximum') : undefined;
}
