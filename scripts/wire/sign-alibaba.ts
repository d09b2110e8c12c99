import { createHash, randomUUID } from 'node:crypto';
import { splitTarget } from './form.js';
import type { Signing } from './sign.js';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** The part of `@alicloud/openapi-core` that computes a signature. */
interface Library {
  readonly OpenApiUtil: {
    getAuthorization(
      request: {
        readonly method: string;
        readonly pathname: string;
        readonly query: Record<string, string>;
        readonly headers: Record<string, string>;
      },
      algorithm: string,
      payload: string,
      accessKey: string,
      accessKeySecret: string,
    ): string;
  };
}

/**
 * Signature version 3 of the RPC gateway, as the vendor's current SDK core makes it. It covers the operation's name in
 * headers, so that these are added where the request has the name among its parameters.
 */
export const alibabaSigning: Signing = {
  protocol: 'alibaba-rpc',
  variables: ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
  library: '@alicloud/openapi-core',
  load: async (key, url) => {
    const name = '@alicloud/openapi-core';
    const module = (await import(name)) as Library & { readonly default?: Library };
    const { OpenApiUtil } = module.OpenApiUtil === undefined ? (module.default as Library) : module;
    return (wire) => {
      const [pathname, search] = splitTarget(wire.target);
      const query = Object.fromEntries(new URLSearchParams(search));
      const form = Object.fromEntries(new URLSearchParams(wire.body ?? ''));
      const payload = createHash('sha256')
        .update(wire.body ?? '')
        .digest('hex');
      const action = wire.headers['x-acs-action'] ?? query.Action ?? form.Action ?? '';
      const version = wire.headers['x-acs-version'] ?? query.Version ?? form.Version ?? '';
      const headers: Record<string, string> = {
        ...wire.headers,
        host: url.host,
        'x-acs-action': action,
        'x-acs-version': version,
        'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        'x-acs-signature-nonce': randomUUID(),
        'x-acs-content-sha256': payload,
      };
      const request = { method: wire.method, pathname, query, headers };
      const authorization = OpenApiUtil.getAuthorization(request, ALGORITHM, payload, key.id, key.secret);
      return { ...wire, headers: { ...headers, authorization } };
    };
  },
};
