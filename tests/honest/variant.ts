import type { Gateway } from '../reference/gateway.js';
import type { Services } from '../reference/services/index.js';

/** What a variant differs in. */
export const kinds = [
  'meaning',
  'refusal',
  'paging',
  'order',
  'value',
  'links',
  'live',
  'records',
  'error',
  'transport',
] as const;

/** What a variant differs in. */
export type VariantKind = (typeof kinds)[number];

/** A server that differs from the reference in one way that the pages allow. */
export interface Variant {
  readonly id: string;
  readonly kind: VariantKind;
  /** The operations that the difference shows in. */
  readonly operations: readonly (keyof Services)[];
  /** One line: what the server does. */
  readonly description: string;
  /** What of the page allows it: where it is silent, or says two things. */
  readonly allowed: string;
  plant(services: Services, gateway: Gateway): void;
}

/** Makes the variants of one operation; their ids begin with a prefix. */
export function variantsOf<Id extends keyof Services>(operation: Id, prefix: string) {
  return (
    kind: VariantKind,
    name: string,
    description: string,
    allowed: string,
    plant: (service: Services[Id], gateway: Gateway) => void,
  ): Variant => ({
    id: `${prefix}-${name}`,
    kind,
    operations: [operation],
    description,
    allowed,
    plant: (services, gateway) => plant(services[operation], gateway),
  });
}
