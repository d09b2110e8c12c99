import type { Json, JsonObject, JsonSchema } from '../base/json.js';

/** The phase of a task's status. */
export type Phase = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** The cause that an error response reports. */
export type Cause =
  | 'invalid-parameter'
  | 'missing-parameter'
  | 'not-found'
  | 'forbidden'
  | 'unauthorized'
  | 'internal'
  | 'unknown-operation'
  | 'throttled';

/** Where something stands in the specs. */
export interface Location {
  /** Path below the specs folder, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** JSON pointer (RFC 6901) into the file. */
  readonly pointer: string;
}

/** The documentation page that a contract was curated from. */
export interface Provenance {
  readonly title: string;
  /** Date of the page, ISO 8601; undefined where it has none. */
  readonly updated?: string;
  /** Name of the page's file. */
  readonly page: string;
  /** The change history of the page, in our words. */
  readonly changes?: readonly { readonly date: string; readonly what: string }[];
}

/** The permission that a caller needs, as access policies name it. */
export interface Permission {
  readonly action: string;
  readonly access: string;
  readonly resources?: readonly { readonly type: string; readonly arn?: string; readonly required: boolean }[];
  readonly conditionKeys?: readonly string[];
  readonly dependentActions?: readonly string[];
}

/** A contradiction or gap of the documentation, and what the contract chose. */
export interface Decision {
  readonly id: string;
  readonly page: string;
  readonly where: string;
  readonly chosen: string;
  readonly because: string;
  /** Rules that the documented sample breaks for this reason. */
  readonly breaks: readonly string[];
  /** The meanings that the page admits, the chosen one first. Empty where the decision leaves nothing open. */
  readonly readings: readonly Reading[];
  /** Differences between page and contract that the decision is about, by the names of `docs diff`. */
  readonly explains: readonly string[];
  /** True until somebody has decided. */
  readonly open?: boolean;
  /** The behaviour about which the page is silent, which this decision records: a key of {@link Behaviour}, or of {@link ValueBehaviour}. */
  readonly silence?: keyof Behaviour | keyof ValueBehaviour;
  readonly location: Location;
}

/**
 * One admissible meaning of a page: what of the contract is otherwise if the page means this. The first reading of a
 * decision is what the contract itself says, and changes nothing.
 */
export interface Reading {
  readonly name: string;
  /** What the page means then, in one sentence. */
  readonly means: string;
  /** By parameter: the keys of its filter that are otherwise; null removes one. */
  readonly filters?: Readonly<Record<string, JsonObject>>;
  /** By parameter: its default. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** The order of a result for which no field is asked for. */
  readonly order?: { readonly field: string; readonly direction: string };
  /** Parameters that have no effect where all those that they stand beside are given. */
  readonly ignores?: readonly { readonly parameter: string; readonly beside: readonly string[] }[];
  /** Parameters that are required. */
  readonly requires?: readonly string[];
  /** How the operation behaves where every page is silent. */
  readonly behaviour?: Partial<Behaviour>;
  /** By parameter: what becomes of values of its enum that are spelled otherwise, or not listed. */
  readonly values?: Readonly<Record<string, Partial<ValueBehaviour>>>;
}

/** How an operation behaves where its page says nothing of it. Any operation can be silent about each of these. */
export interface Behaviour {
  /** A page size above what the server is ready to serve. */
  readonly oversize: 'honoured' | 'clamped' | 'refused';
  /** A page behind the last one. */
  readonly beyondEnd: 'empty' | 'last-page' | 'refused';
  /** What stands in a response for a value that there is not. */
  readonly noValue: 'absent' | 'null' | 'zero' | 'empty' | 'blank';
}

/** What becomes of the values of one parameter where its page says nothing of it. */
export interface ValueBehaviour {
  /** A value that the enum does not list. */
  readonly unknownValue: 'refused' | 'finds-nothing';
  /** The case of the letters of a value that the enum lists. */
  readonly letterCase: 'exact' | 'any';
}

/** How a text that is asked for is compared with that of an item. */
export type TextMatch = 'exact' | 'any-case' | 'prefix' | 'substring' | 'substring-any-case';

/** Which items a parameter selects. Pointers point into one item. */
export type Filter =
  | {
      readonly match: 'equals' | 'any-of';
      readonly field: string;
      /** Default: `exact`. */
      readonly text?: TextMatch;
      /** Whether it is the field that is asked for, or something of the kind that no item shows. Default: `shown`. */
      readonly about?: 'shown' | 'unshown';
      /** More fields of which it may be the one that is asked for. Default: none. */
      readonly also?: readonly string[];
      /**
       * Whether only what is named is selected, or all that belongs to the same entity; `whole-without-key`: only where the
       * entity's own key is not given. Default: `named`.
       */
      readonly extent?: 'named' | 'whole' | 'whole-without-key';
      readonly inferred?: string;
    }
  | {
      readonly match: 'from' | 'until';
      readonly field: string;
      /** Whether the bound itself is selected; `second`: moments are compared by the second. Default: `included`. */
      readonly bound?: 'included' | 'excluded' | 'second';
      /** Whether items without the field are selected. Default: `not-selected`. */
      readonly missing?: 'selected' | 'not-selected';
      /** Whether all items in the range are selected, or only those of a kind that the page does not tell. Default: `all`. */
      readonly among?: 'all' | 'some';
      readonly inferred?: string;
    }
  | {
      readonly match: 'within-days';
      readonly field: string;
      /** Spans of 24 hours back from now, or today and the calendar days (UTC) before it. Default: `hours`. */
      readonly days?: 'hours' | 'calendar' | 'calendar-beside-today';
      /** Whether items without the field are selected. Default: `not-selected`. */
      readonly missing?: 'selected' | 'not-selected';
      readonly inferred?: string;
    }
  | {
      readonly match: 'substring';
      readonly fields: readonly string[];
      /** Default: `substring`. */
      readonly text?: TextMatch;
      /** Whether more texts of an item may be searched than the fields. Default: `not-searched`. */
      readonly others?: 'searched' | 'not-searched';
      readonly inferred?: string;
    }
  | {
      readonly match: 'any-object';
      readonly fields: Readonly<Record<string, string>>;
      /** Default: `exact`. */
      readonly text?: TextMatch;
      /** Whether all properties of one object have to match, or each property that of some object. Default: `objects`. */
      readonly combine?: 'objects' | 'properties';
      readonly inferred?: string;
    };

/** OpenAPI 3.1, "Style Values". */
export type ParameterStyle = 'matrix' | 'label' | 'simple' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description: string;
  /** Schema of the decoded value. References point to `#/$defs/…`, the contract's definitions. */
  readonly schema: JsonSchema;
  /** `json`: the value travels as JSON text (OpenAPI: `content: application/json`). */
  readonly encoding: 'plain' | 'json';
  /** How lists and objects travel (OpenAPI 3.1, "Style Values"), with OpenAPI's defaults filled in. */
  readonly style: ParameterStyle;
  /** Whether each element or property travels by itself. */
  readonly explode: boolean;
  /** Where the value travels as a media type, such as `application/json`. */
  readonly mediaType?: string;
  /** Reserved characters of RFC 3986 stand unescaped in the query. */
  readonly allowReserved?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly deprecated?: boolean;
  /** How an array travels; empty where OpenAPI's own style applies. The first is usual. */
  readonly arrayStyles: readonly ('indexed' | 'comma')[];
  readonly examples: readonly Json[];
  readonly filter?: Filter;
  readonly language?: { readonly fields: readonly string[] };
  readonly noEffect?: string;
}

/** How requests travel where plain OpenAPI cannot say it. */
export interface Wire {
  readonly protocol: string;
  readonly product: string;
  readonly version: string;
  readonly action?: string;
  /** HTTP methods that the operation answers to alike; the first is usual. */
  readonly methods: readonly string[];
}

/** How a long result is cut into pages. Pointers point into the response body. */
export interface Pagination {
  /**
   * What tells the pages apart: their number; the index of their first entry; a marker, which is a value of the last
   * entry before them; or a token that the response before them hands out.
   */
  readonly style: 'page' | 'offset' | 'marker' | 'token';
  /** Number of the first page. Default: 1. */
  readonly first?: number;
  /** Names of the request's parameters. */
  readonly request: { readonly position: string; readonly size: string };
  readonly response: {
    readonly items: string;
    readonly total?: string;
    /** Marker or token of the next page; absent, null or empty on the last page. */
    readonly next?: string;
    readonly position?: string;
    readonly size?: string;
    readonly count?: string;
  };
  /** Pointers into an item that together tell it from every other item. */
  readonly identity: readonly string[];
  /** Pointer into an item: its marker. Default: the first of its identity. */
  readonly marker?: string;
}

/** An operation whose answer is about one entity that a parameter names. */
export interface Lookup {
  readonly key: string;
  readonly items: string;
  readonly identity: readonly string[];
  /** Code of the error where there is no such entity. */
  readonly missing: string;
}

/** The parameters that choose the order of the items. Pointers point into one item. */
export interface Sort {
  readonly by: string;
  readonly direction: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly default: { readonly field: string; readonly direction: string };
  readonly inferred?: string;
}

/** What stands at a field when a link holds. */
export type LinkThen =
  | { readonly field: string; readonly in: readonly Json[] }
  | { readonly field: string; readonly some: readonly Json[] }
  | { readonly field: string; readonly present: boolean };

interface LinkBase {
  readonly id: string;
  readonly statement: string;
  readonly source: 'documented' | 'inferred';
  readonly severity: 'error' | 'warning';
  /** Pattern of the places in the body that the link speaks of; its own pointers start there. */
  readonly each: string;
}

/** A rule between the values of a response. */
export type Link = LinkBase &
  (
    | { readonly when: { readonly field: string; readonly in: readonly Json[] }; readonly then: LinkThen }
    | { readonly ordered: readonly string[] }
    | { readonly trimmed: readonly string[] }
  );

/** A value of an enum. */
export interface EnumValue {
  readonly value: string | number;
  /** A legal identifier. */
  readonly name: string;
  readonly description: string;
  readonly phase?: Phase;
  readonly final?: boolean;
}

/** An enum that stands in the specs under a name of its own. */
export interface Enum {
  readonly name: string;
  readonly description: string;
  readonly values: readonly EnumValue[];
  /** True if every value has a phase. */
  readonly lifecycle: boolean;
  readonly location: Location;
}

/** A named example of a response. */
export interface Example {
  readonly summary: string;
  readonly value: Json;
  /** The decoded request that it answers, where that is known. */
  readonly request?: JsonObject;
  readonly decisions: readonly Decision[];
  readonly raisedWhen: readonly Cause[];
  /** `common`: the vendor raises it everywhere, the page does not list it. */
  readonly source: 'documented' | 'common';
}

/** What one media type of a response, or of a request's body, holds. */
export interface Media {
  readonly schema: JsonSchema;
  /** By name; a single `example` has the name `example`. */
  readonly examples: Readonly<Record<string, Example>>;
}

/** A header of a response. */
export interface Header {
  readonly description: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** Whether names and values of an object are joined by `=`; the style is always `simple`. */
  readonly explode: boolean;
  /** Where the value travels as a media type, such as `application/json`. */
  readonly mediaType?: string;
  readonly deprecated?: boolean;
}

/** A response that the contract declares. `contentOf` chooses among its media types. */
export interface Response {
  /** As the document writes it: `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  /** By name, in the document's spelling. */
  readonly headers: Readonly<Record<string, Header>>;
  /** By media type, in the order of the document. */
  readonly content: Readonly<Record<string, Media>>;
}

/** A body that a request sends. `contentOf` chooses among its media types. */
export interface Body {
  readonly required: boolean;
  readonly description: string;
  readonly content: Readonly<Record<string, Media>>;
}

/** A way to authenticate: where the credential travels. */
export interface Credential {
  /** Name of the security scheme in the document. */
  readonly scheme: string;
  readonly type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Name of the parameter or header; empty where the connection itself is the credential. */
  readonly name: string;
  readonly in: 'query' | 'header' | 'cookie' | 'connection';
  /** Of type `http`: `basic`, `bearer` and the like (RFC 9110, section 11.1). */
  readonly httpScheme?: string;
  readonly scopes: readonly string[];
}

/** Where an operation is served. */
export interface Server {
  /** May be relative, and may hold `{variable}`s. */
  readonly url: string;
  readonly description: string;
  readonly variables: Readonly<Record<string, { readonly default: string; readonly enum?: readonly string[] }>>;
}

/**
 * Everything that is known of one operation. Plain, frozen JSON data, free of cycles: it can be written into a file
 * and read back.
 */
export interface Contract {
  /** OpenAPI's operationId; made of method and path where a plain document has none. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly location: Location;
  /** Lower case, as OpenAPI spells it. */
  readonly method: string;
  readonly path: string;
  readonly deprecated?: boolean;
  /** Empty where the document declares none. */
  readonly servers: readonly Server[];
  readonly provenance?: Provenance;
  /** Empty where the page names none. */
  readonly permissions: readonly Permission[];
  readonly wire?: Wire;
  /** Alternatives, each a set of credentials that go together. Empty: none needed. */
  readonly security: readonly (readonly Credential[])[];
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Schema of the decoded request: all parameters in one object, the body as `body`. */
  readonly request: JsonSchema;
  /** By status as the document writes it; `responseFor` finds the one of an answer. */
  readonly responses: Readonly<Record<string, Response>>;
  /** Named schemas; `#/$defs/Name` in every schema of the contract points here. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly enums: readonly Enum[];
  readonly pagination?: Pagination;
  readonly lookup?: Lookup;
  readonly sort?: Sort;
  readonly atLeastOneOf: readonly (readonly string[])[];
  readonly links: readonly Link[];
  /** Every decision of the operation, in the order of the file. */
  readonly decisions: readonly Decision[];
  /** Where the spec states each schema: pointer into this contract (`/request/properties/Lang`) to `file:line`. */
  readonly origins: Readonly<Record<string, string>>;
}
