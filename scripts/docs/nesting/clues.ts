import { inOrder } from './alphabet.js';
import { isKey, isOfRequests, isOftenOfRequests, isPair, isValue } from './known-names.js';
import { hasBelow } from './open-object.js';
import { countBelow, countLeft, countShared, isContainer, isRoot, isWhole, type Place, sumBelow } from './place.js';

/** Something that speaks for or against a place. */
interface Clue {
  readonly says: string;
  /** How much it speaks for the place, in logarithms of odds. */
  readonly weight: number;
  /** How often, or how strongly, it is there; 0 where it is not. */
  count(place: Place): number;
}

const yes = (is: boolean | undefined) => (is === true ? 1 : 0);
const isLower = (name: string) => /^[a-z]/.test(name);

/** Everything that tells where a row belongs. The weights were fitted to pages of which the places are known. */
export const clues: readonly Clue[] = [
  { says: 'the row goes on with the innermost object', weight: 0.5, count: ({ top, object }) => yes(top === object) },
  { says: 'the root', weight: -0.4, count: ({ top, object }) => yes(isRoot(object) && top !== object) },
  { says: 'objects are left', weight: -0.4, count: (place) => countLeft(place, () => true) },
  {
    says: 'an object is left empty',
    weight: -4.8,
    count: (place) => countLeft(place, (one) => one.count === 0 && one.holder?.row.type.value.map === undefined),
  },
  {
    says: 'an object is left with one field',
    weight: -1.8,
    count: (place) => countLeft(place, (one) => one.count === 1),
  },
  { says: 'the object that is the whole request is left', weight: -1.9, count: (place) => countLeft(place, isWhole) },
  { says: 'a sample has the name there', weight: 4.2, count: ({ object, row }) => yes(object.keys?.has(row.row.name)) },
  {
    says: 'a sample has the object without the name',
    weight: -3.8,
    count: ({ object, row }) => yes(object.keys !== undefined && !object.keys.has(row.row.name)),
  },
  {
    says: 'another object of its name has the name in a sample',
    weight: 1.6,
    count: ({ object, row, table }) =>
      yes(object.keys === undefined && table.shown.get(object.holder?.row.name ?? '')?.has(row.row.name)),
  },
  {
    says: 'another object of its name lacks the name in a sample',
    weight: -1.7,
    count: ({ object, row, table }) =>
      yes(object.keys === undefined && table.shown.get(object.holder?.row.name ?? '')?.has(row.row.name) === false),
  },
  {
    says: 'the page writes the name below that of the object',
    weight: 2.9,
    count: ({ object, row, table }) => yes(table.paths.get(object.holder?.row.name ?? '')?.has(row.row.name)),
  },
  {
    says: 'the page writes others below the name of the object',
    weight: -0.3,
    count: ({ object, row, table }) => yes(table.paths.get(object.holder?.row.name ?? '')?.has(row.row.name) === false),
  },
  {
    says: 'the row speaks of the object',
    weight: 0.5,
    count: ({ object, row, table }) =>
      yes(object.holder !== undefined && !table.topic.has(object.holder.noun) && row.words.has(object.holder.noun)),
  },
  {
    says: 'the row speaks of the object, which the page is about',
    weight: 1.3,
    count: ({ object, row, table }) =>
      yes(object.holder !== undefined && table.topic.has(object.holder.noun) && row.words.has(object.holder.noun)),
  },
  {
    says: 'the row is called a part of the object',
    weight: 1.6,
    count: ({ object, row }) => yes(object.holder !== undefined && row.wholes.has(object.holder.noun)),
  },
  {
    says: 'the name begins like that of the object',
    weight: 1,
    count: ({ object, row, table }) =>
      yes(object.holder !== undefined && row.name[0] === object.holder.name[0] && !table.topic.has(row.name[0] ?? '')),
  },
  {
    says: 'the name begins like the last one there',
    weight: 1.4,
    count: ({ object, row, table }) =>
      yes(
        row.name.length > 1 &&
          object.below !== undefined &&
          object.below.row.name[0] === row.name[0] &&
          !table.topic.has(row.name[0] ?? ''),
      ),
  },
  {
    says: 'the name ends like the last one there',
    weight: 0.8,
    count: ({ object, row }) => yes(row.name.length > 1 && object.below?.row.noun === row.noun),
  },
  {
    says: 'the row and others there speak of each other',
    weight: 1.1,
    count: (place) =>
      Math.min(
        2,
        countBelow(place, (one) => place.row.tokens.has(one.row.name) || one.tokens.has(place.row.row.name)),
      ),
  },
  {
    says: 'the row shares words with those there',
    weight: 0.5,
    count: (place) =>
      Math.min(
        3,
        countBelow(place, (one) => countShared(place.row.own, one.own) > 0, 4),
      ),
  },
  {
    says: 'the row shares words with the object',
    weight: 0.4,
    count: ({ object, row }) => yes(countShared(row.own, object.holder?.own) > 0),
  },
  {
    says: 'the names there are written in another case',
    weight: -2.4,
    count: ({ object, row }) =>
      yes(object.below !== undefined && isLower(object.below.row.row.name) !== isLower(row.row.name)),
  },
  {
    says: 'a parameter that requests have, outside of all objects',
    weight: 4,
    count: ({ object, row }) => yes((isRoot(object) || isWhole(object)) && isOfRequests(row)),
  },
  {
    says: 'a parameter that requests often have, outside of all objects',
    weight: 2.6,
    count: ({ object, row }) => yes((isRoot(object) || isWhole(object)) && isOftenOfRequests(row)),
  },
  {
    says: 'what the page is about, identified outside of all objects',
    weight: -0.4,
    count: ({ object, row, table }) =>
      yes(
        isRoot(object) &&
          row.name.length > 1 &&
          /^(?:id|name)$/.test(row.noun) &&
          row.name.slice(0, -1).every((word) => table.topic.has(word)),
      ),
  },
  {
    says: 'beside an object of the same kind',
    weight: 1.7,
    count: (place) =>
      yes(
        isContainer(place.row) &&
          place.row.name.length > 1 &&
          countLeft(place, ({ holder }) => holder?.noun === place.row.noun) > 0,
      ),
  },
  {
    says: 'an object whose fields have the names of those there',
    weight: -0.9,
    count: ({ object, row }) => (isContainer(row) ? row.ahead.filter((name) => hasBelow(object, name)).length : 0),
  },
  {
    says: 'a value beside its key',
    weight: 1.1,
    count: (place) => yes(isValue(place.row) && countBelow(place, isKey, 2) > 0),
  },
  {
    says: 'something else beside a key and its value',
    weight: -2.9,
    count: (place) =>
      yes(place.object.count === 2 && countBelow(place, isKey, 2) > 0 && countBelow(place, isValue, 2) > 0),
  },
  {
    says: 'an object or array goes on with the innermost object',
    weight: -1.3,
    count: ({ object, top, row }) => yes(object === top && isContainer(row)),
  },
  {
    says: 'an object or array at the root',
    weight: -0.3,
    count: ({ object, top, row }) => yes(object !== top && isRoot(object) && isContainer(row)),
  },
  {
    says: 'required among optional ones',
    weight: -2.5,
    count: (place) =>
      yes(
        place.row.row.required?.value === true &&
          place.object.count > 1 &&
          countBelow(place, (one) => one.row.required?.value === true) === 0,
      ),
  },
  {
    says: 'optional among required ones',
    weight: -0.9,
    count: (place) =>
      yes(
        place.row.row.required?.value === false &&
          place.object.count > 1 &&
          countBelow(place, (one) => one.row.required?.value === false) === 0,
      ),
  },
  {
    says: 'a sample has the name beside the last ones of an object',
    weight: 1,
    count: (place) =>
      place.object.keys === undefined && !isRoot(place.object)
        ? countBelow(place, (one) => place.table.beside.get(one.row.name)?.has(place.row.row.name) === true, 3)
        : 0,
  },
  {
    says: 'samples have the last ones of an object, without the name beside them',
    weight: -0.7,
    count: (place) =>
      place.object.keys === undefined && !isRoot(place.object)
        ? countBelow(place, (one) => place.table.beside.get(one.row.name)?.has(place.row.row.name) === false, 3)
        : 0,
  },
  {
    says: 'the name comes behind the last one there more than once',
    weight: 2.3,
    count: ({ object, row, table }) =>
      yes((table.behind.get(object.below?.row.row.name ?? '')?.get(row.row.name) ?? 0) > 1),
  },
  {
    says: 'the row shares rare words with those there',
    weight: 0.2,
    count: (place) =>
      Math.min(
        4,
        sumBelow(place, (one) => countShared(place.row.telling, one.telling), 3),
      ),
  },
  {
    says: 'the row shares rare words with the object',
    weight: 0.6,
    count: ({ object, row }) => Math.min(2, countShared(row.telling, object.holder?.telling)),
  },
  {
    says: 'a part of what the page is about, outside of all objects',
    weight: 0.5,
    count: ({ object, row, table, top }) =>
      yes(isRoot(object) && top !== object && countShared(row.wholes, table.topic) > 0),
  },
  {
    says: 'an object with an example of its own goes on',
    weight: -6.5,
    count: ({ object, top }) =>
      yes(
        object === top &&
          object.count === 0 &&
          object.holder?.row.facts.example !== undefined &&
          object.holder.row.type.value.kind === 'object',
      ),
  },
  {
    says: 'a start beside its end',
    weight: 1.2,
    count: (place) => yes(countBelow(place, (one) => isPair(one.name, place.row.name), 1) > 0),
  },
  {
    says: 'the description begins like the one before',
    weight: 0.5,
    count: ({ object, row }) =>
      yes(object.below !== undefined && row.start !== '' && object.below.row.start === row.start),
  },
  {
    says: 'the name comes before the last one there, in a table that follows the alphabet',
    weight: -4,
    // What a sample shows is no chance, as the order of a few names may be.
    count: ({ object, row, isAlphabetical }) =>
      yes(
        isAlphabetical &&
          object.keys?.has(row.row.name) !== true &&
          object.below !== undefined &&
          !inOrder(object.below.row.row.name, row.row.name),
      ),
  },
  {
    says: 'the name comes behind the last one there, in a table that follows the alphabet',
    weight: 0.5,
    count: ({ object, row, isAlphabetical }) =>
      yes(isAlphabetical && object.below !== undefined && inOrder(object.below.row.row.name, row.row.name)),
  },
  {
    says: 'an object between the innermost one and the root',
    weight: -0.5,
    count: (place) => yes(place.object.depth > 0 && place.object !== place.top),
  },
];

/** How much speaks for a place. */
export function weigh(place: Place): number {
  let sum = 0;
  for (const { weight, count } of clues) sum += weight * count(place);
  return sum;
}
