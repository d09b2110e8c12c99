import * as fc from 'fast-check';

/** Moments that a service could name: a fixed stretch, so that draws do not depend on the clock. */
const moments = { min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T23:59:59Z'), noInvalidDate: true };

const iso = (from: number, to?: number) => () => fc.date(moments).map((date) => date.toISOString().slice(from, to));
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const path = fc.array(word, { maxLength: 3 }).map((words) => words.map((one) => `/${one}`).join(''));

/**
 * Texts of each format that JSON Schema and OpenAPI's registry of formats define and ajv-formats checks. What this
 * project does not check itself is drawn right all the same, for readers who do.
 */
export const formatTexts: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => fc.date(moments).map((date) => date.toISOString().replace(/\.\d+Z$/, 'Z')),
  'iso-date-time': iso(0),
  date: iso(0, 10),
  time: iso(11),
  'iso-time': iso(11),
  duration: () => fc.integer({ min: 0, max: 1000 }).map((hours) => `PT${hours}H`),
  uuid: () => fc.uuid(),
  email: () => fc.oneof(fc.constant('a@b.co'), fc.emailAddress()),
  'idn-email': () => fc.emailAddress(),
  hostname: () => fc.oneof(fc.constant('a'), fc.domain()),
  'idn-hostname': () => fc.domain(),
  ipv4: () => fc.oneof(fc.constant('1.2.3.4'), fc.ipV4()),
  ipv6: () => fc.oneof(fc.constant('::1'), fc.ipV6()),
  uri: () => fc.oneof(fc.constant('a:b'), fc.webUrl()),
  url: () => fc.oneof(fc.constant('http://a.co'), fc.webUrl({ validSchemes: ['http', 'https'] })),
  iri: () => fc.webUrl(),
  'uri-reference': () => fc.oneof(path, fc.webUrl()),
  'iri-reference': () => path,
  'uri-template': () => word.map((name) => `/{${name}}`),
  'json-pointer': () => path,
  'json-pointer-uri-fragment': () => path.map((one) => `#${one}`),
  'relative-json-pointer': () => fc.tuple(fc.nat(9), path).map(([up, down]) => `${up}${down}`),
  regex: () => word.map((one) => `^${one}$`),
  byte: () => fc.base64String(),
};
