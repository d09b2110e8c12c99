import { own } from '../../base/json.js';
import type { Behaviour, Contract, Reading } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';

/** Something about which any page can be silent, and what operations then do. */
export interface Silence {
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

/** The silences of documentation pages, each with what servers are seen to do. */
export const silences: readonly Silence[] = [
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
    aspect: 'unknownValue',
    question: 'What becomes of a value that an enum does not list?',
    applies: (contract) => hasEnum(contract),
    readings: [
      reading({ unknownValue: 'refused' }, 'It is a client error.'),
      reading({ unknownValue: 'finds-nothing' }, 'It is a value that no entry has.'),
    ],
  },
  {
    aspect: 'letterCase',
    question: 'Are texts accepted, and compared, in letters of any case?',
    applies: (contract) =>
      hasEnum(contract) ||
      contract.parameters.some(({ filter }) => filter?.match === 'equals' || filter?.match === 'any-of'),
    readings: [
      reading({ letterCase: 'exact' }, 'Only as they are spelled.'),
      reading({ letterCase: 'any' }, 'In letters of any case.'),
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

/** The largest page size that the page states; undefined where it states none. */
function sizeLimit({ pagination, parameters, definitions }: Contract): unknown {
  const size = parameters.find(({ name }) => name === pagination?.request.size);
  const schema = size && resolveSchema(size.schema, definitions);
  return own(own(schema, 'x-inferred'), 'maximum') === undefined ? own(schema, 'maximum') : undefined;
}

function hasEnum({ parameters, definitions }: Contract): boolean {
  return parameters.some(({ schema }) => {
    const resolved = resolveSchema(schema, definitions);
    return own(resolveSchema(own(resolved, 'items'), definitions) ?? resolved, 'enum') !== undefined;
  });
}
