import type { Contract } from '../contract/contract.js';
import type { Answer } from './engine.js';

/**
 * The answer where a document gives no body to answer with: 501 (RFC 9110, section 15.6.2), as problem details (RFC
 * 9457) that name the place.
 */
export function notImplemented(contract: Contract, why: string): Answer {
  const { file, line } = contract.location;
  const detail = `The mock cannot answer ${contract.id} (${file}:${line}): ${why}`;
  return {
    status: 501,
    mediaType: 'application/problem+json',
    text: JSON.stringify({ type: 'about:blank', title: 'Not Implemented', status: 501, detail }),
    note: 'not implemented',
    keepsRules: false,
  };
}
