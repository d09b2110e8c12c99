import { type Json, own } from '../../base/json.js';
import type { Contract, Parameter, Reading } from '../../contract/contract.js';
import { elementSchema } from '../../contract/schema-at.js';
import type { Silent } from './silent.js';

const UNLISTED = 'What becomes of a value that the enum does not list?';
const LETTERS = 'Are listed values taken in letters of any case?';

/** What any page leaves open of the values of a parameter that lists them. */
export function valueSilences(contract: Contract): Silent[] {
  return contract.parameters.flatMap((parameter): Silent[] => {
    const { name } = parameter;
    const listed = own(elementSchema(parameter.schema, contract.definitions), 'enum') as readonly Json[] | undefined;
    if (listed === undefined) return [];
    const values = (key: string, value: string, means: string): Reading => ({
      name: value,
      means,
      values: { [name]: { [key]: value } },
    });
    const unlisted: Silent = {
      family: 'unknown-value',
      aspect: 'unknownValue',
      parameter: name,
      question: UNLISTED,
      readings: [
        values('unknownValue', 'refused', 'It is a client error.'),
        values('unknownValue', 'finds-nothing', 'It is a value that no entry has.'),
      ],
    };
    const letters: Silent = {
      family: 'letter-case',
      aspect: 'letterCase',
      parameter: name,
      question: LETTERS,
      readings: [
        values('letterCase', 'exact', 'Only as they are spelled.'),
        values('letterCase', 'any', 'In letters of any case.'),
      ],
    };
    return [
      ...(canFindNothing(parameter, contract) ? [unlisted] : []),
      ...(listed.some((value) => typeof value === 'string' && value.toLowerCase() !== value.toUpperCase())
        ? [letters]
        : []),
    ];
  });
}

/** Only what chooses among entries can find none of them; what says how they are shown cannot. */
function canFindNothing({ name, filter, language, noEffect }: Parameter, { sort, pagination }: Contract): boolean {
  if (filter !== undefined) return true;
  const isOfForm = language !== undefined || noEffect !== undefined || name === sort?.by || name === sort?.direction;
  return !isOfForm && !Object.values(pagination?.request ?? {}).includes(name);
}
