import { firstDifference } from '../../base/first-difference.js';
import type { Json } from '../../base/json.js';
import type { Attribute } from './statement.js';

/** Whether page and contract say the same of an attribute. */
export function sameValue(attribute: Attribute, page: Json, contract: Json): boolean {
  switch (attribute) {
    case 'enum':
      return Array.isArray(page) && Array.isArray(contract) && sameSet(page, contract);
    case 'in':
      return page === contract || (page === 'form' && contract === 'body');
    case 'example':
      return sameText(page, contract);
    case 'message':
    case 'text':
      return words(page) === words(contract);
    case 'conditionKeys':
    case 'dependentActions':
      return Array.isArray(page) && Array.isArray(contract) && sameSet(page, contract);
    case 'default':
      return sameText(page, contract);
    default:
      return firstDifference(page, contract) === undefined;
  }
}

function sameSet(one: readonly Json[], other: readonly Json[]): boolean {
  const texts = new Set(other.map((value) => JSON.stringify(value)));
  return (
    texts.size === new Set(one.map((value) => JSON.stringify(value))).size &&
    one.every((value) => texts.has(JSON.stringify(value)))
  );
}

/** Tables know texts only: `1` and 1, `["11","21"]` and that array are the same. */
function sameText(page: Json, contract: Json): boolean {
  if (typeof page === 'object') return firstDifference(page, contract) === undefined;
  const text = typeof contract === 'string' ? contract : JSON.stringify(contract);
  if (String(page) === text || words(String(page)) === words(text)) return true;
  if (typeof page !== 'string' || !/^[[{]/.test(page)) return false;
  try {
    const value = JSON.parse(page) as Json;
    return (
      firstDifference(value, typeof contract === 'string' ? (JSON.parse(contract) as Json) : contract) === undefined
    );
  } catch {
    return false;
  }
}

function words(value: Json): string {
  return String(value).replaceAll(/\s+/g, ' ').trim();
}
