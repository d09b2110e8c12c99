import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import { alibabaRpc } from './alibaba-rpc.js';
import { huaweiRest } from './huawei-rest.js';
import { plain } from './plain.js';
import type { Protocol } from './protocol.js';

/** Every protocol, in the order in which they are asked who recognises a request. */
export const protocols: readonly Protocol[] = [alibabaRpc, huaweiRest, plain];

/**
 * The protocol in which an operation travels: that of its `x-wire`, or plain OpenAPI.
 *
 * @throws UsageError where `x-wire` names a protocol that does not exist.
 */
export function protocolOf(contract: Contract): Protocol {
  const name = contract.wire?.protocol ?? plain.name;
  const found = protocols.find((protocol) => protocol.name === name);
  if (found !== undefined) return found;
  const { file, line } = contract.location;
  const known = protocols.map((protocol) => protocol.name).join(', ');
  throw new UsageError(`${file}:${line}: ${contract.id} has the wire protocol "${name}"; known are ${known}`);
}
