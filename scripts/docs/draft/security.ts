import type { JsonObject } from '../../base/json.js';

/** How requests to Alibaba Cloud are signed. */
export const alibabaSecurity: JsonObject = {
  acs3: {
    type: 'apiKey',
    in: 'header',
    name: 'authorization',
    description: 'Signature version 3, `ACS3-HMAC-SHA256 …`, as the current SDK core sends it.',
  },
  rpcSignature: { type: 'apiKey', in: 'query', name: 'Signature', description: 'Signature of the older SDK core.' },
};

/** How requests to Huawei Cloud show whose they are. */
export const huaweiSecurity: JsonObject = {
  userToken: { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'Token of a user.' },
  sdkHmac: {
    type: 'apiKey',
    in: 'header',
    name: 'authorization',
    description: 'Signature `SDK-HMAC-SHA256 …`, as the SDK core sends it.',
  },
};
