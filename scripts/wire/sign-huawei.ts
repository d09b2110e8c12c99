import { splitTarget } from './form.js';
import type { Signing } from './sign.js';

/** The part of `@huaweicloud/huaweicloud-sdk-core` that computes a signature. */
interface Library {
  readonly AKSKSigner: {
    sign(
      request: {
        readonly endpoint: string;
        readonly method: string;
        readonly headers: Record<string, string>;
        readonly queryParams: Record<string, string | string[]>;
      },
      credential: { getAk(): string; getSk(): string },
    ): Record<string, string>;
  };
}

/** The signature `SDK-HMAC-SHA256`, as the vendor's SDK core makes it. */
export const huaweiSigning: Signing = {
  protocol: 'huawei-rest',
  variables: ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'],
  library: '@huaweicloud/huaweicloud-sdk-core',
  load: async (key, url) => {
    const name = '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
    const module = (await import(name)) as Library & { readonly default?: Library };
    const { AKSKSigner } = module.AKSKSigner === undefined ? (module.default as Library) : module;
    const credential = { getAk: () => key.id, getSk: () => key.secret };
    return (wire) => {
      const [path, search] = splitTarget(wire.target);
      const parameters = new URLSearchParams(search);
      const queryParams = Object.fromEntries(
        [...new Set(parameters.keys())].map((one) => {
          const values = parameters.getAll(one);
          return [one, values.length > 1 ? values : (values[0] as string)];
        }),
      );
      const endpoint = `${url.protocol}//${url.host}${path}`;
      const signed = AKSKSigner.sign(
        { endpoint, method: wire.method, headers: { ...wire.headers }, queryParams },
        credential,
      );
      const headers = Object.fromEntries(Object.entries(signed).map(([one, value]) => [one.toLowerCase(), value]));
      return { ...wire, headers: { ...wire.headers, ...headers } };
    };
  },
};
