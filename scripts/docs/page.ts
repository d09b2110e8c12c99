import type { Json } from '../base/json.js';

/** How sure a reading is, from 0 to 1. `certain` is what the layout itself says. */
export const certainty = { certain: 1, likely: 0.8, guess: 0.5 } as const;

/** One thing that a page says, where it says it, and how sure the reading is. */
export interface Fact<T> {
  readonly value: T;
  /** Line of the page, from 1. */
  readonly line: number;
  /** From 0 to 1; see {@link certainty}. */
  readonly confidence: number;
}

/** Sentences of a page. Only their hash is ever written into a file of the project. */
export interface Prose {
  /** Empty where the page is known from its lock. */
  readonly text: string;
  /** Of the words alone: neither line breaks nor bullets nor runs of blanks change it. */
  readonly hash: string;
  readonly line: number;
}

/** A type as a page names it, in the words of JSON Schema. */
export interface PageType {
  readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'any';
  /** As OpenAPI spells it; undefined where the page leaves it open. */
  readonly format?: 'int32' | 'int64' | 'float' | 'double' | 'date-time' | 'binary' | undefined;
  /** The type of an array's elements, or of a map's values, where the type itself names it. */
  readonly items?: PageType | undefined;
  /** Name of the table that lists the fields of the object. */
  readonly ref?: string | undefined;
  /** True for an object whose keys are data. */
  readonly map?: true | undefined;
}

/** A value that a page lists for a parameter or field. */
export interface PageValue {
  readonly value: Fact<Json>;
  readonly meaning?: Prose | undefined;
}

/** What a page states about the size of a value. Lengths are of texts, in characters; items are of arrays. */
export interface Bounds {
  readonly minimum?: Fact<number> | undefined;
  readonly maximum?: Fact<number> | undefined;
  readonly minLength?: Fact<number> | undefined;
  readonly maxLength?: Fact<number> | undefined;
  readonly minItems?: Fact<number> | undefined;
  readonly maxItems?: Fact<number> | undefined;
}

/** Where a parameter travels. */
export type Location = 'path' | 'query' | 'header' | 'body' | 'form';

/** A row of a table of parameters or response fields, with the rows that belong below it. */
export interface Field {
  /** Empty for the elements of an array. */
  readonly name: string;
  readonly line: number;
  /** How sure it is that the row is one, and stands below the field that holds it. */
  readonly confidence: number;
  readonly type: Fact<PageType>;
  /** Undefined where the table has no such column. */
  readonly required?: Fact<boolean> | undefined;
  readonly default?: Fact<Json> | undefined;
  readonly bounds: Bounds;
  readonly values: readonly PageValue[];
  readonly example?: Fact<Json> | undefined;
  /** As the page words it: `milliseconds`. */
  readonly unit?: Fact<string> | undefined;
  readonly prose?: Prose | undefined;
  /** Of an object. */
  readonly fields: readonly Field[];
  /** Of an array: what each element is, where the page says more of it than its type. */
  readonly items?: Field | undefined;
}

/** A parameter of the request. */
export interface PageParameter extends Field {
  readonly in: Location;
}

/** The body of a response. */
export interface PageResponse {
  readonly status: Fact<string>;
  /** Undefined where the page lists none. */
  readonly body?: Field | undefined;
  readonly headers: readonly Field[];
}

/** A permission that the call needs. */
export interface Permission {
  readonly action: Fact<string>;
  readonly access?: Fact<string> | undefined;
  readonly resources: readonly Fact<{ type: string; arn?: string; required: boolean }>[];
  readonly conditionKeys: readonly Fact<string>[];
  readonly dependentActions: readonly Fact<string>[];
}

/** An error that a page lists. */
export interface PageError {
  readonly status: Fact<string>;
  readonly code: Fact<string>;
  readonly message?: Fact<string> | undefined;
  readonly meaning?: Prose | undefined;
}

/** A sample request or response. */
export interface Sample {
  readonly kind: 'request' | 'response';
  readonly status?: string | undefined;
  readonly line: number;
  /** The JSON; undefined where the sample is of another form, or not whole. */
  readonly value?: Json | undefined;
  /** Of a request: its first line, `GET /v5/…`. */
  readonly target?: string | undefined;
}

/** What was read of a documentation page. */
export interface Page {
  readonly vendor: 'alibaba-cloud' | 'huawei-cloud';
  /** The layout that was recognised, in words. */
  readonly layout: string;
  readonly title: Fact<string>;
  /** The part of the title that names the product. */
  readonly product?: Fact<string> | undefined;
  /** The part of the title that names the operation; a title in words is none. */
  readonly operation?: Fact<string> | undefined;
  /** Date of the page, ISO 8601. */
  readonly updated?: Fact<string> | undefined;
  /** Product code and version on the wire, which only links of a page name. */
  readonly wire?: Fact<{ readonly product: string; readonly version: string }> | undefined;
  readonly method?: Fact<string> | undefined;
  readonly path?: Fact<string> | undefined;
  readonly summary?: Prose | undefined;
  /** Other sections that hold sentences only, by their headings in lower case. */
  readonly sections: Readonly<Record<string, Prose>>;
  readonly permissions: readonly Permission[];
  readonly parameters: readonly PageParameter[];
  readonly responses: readonly PageResponse[];
  readonly samples: readonly Sample[];
  /** HTTP statuses of a table of its own. */
  readonly statuses: readonly { readonly status: Fact<string>; readonly meaning?: Prose | undefined }[];
  /** Undefined where the page has no table of errors. */
  readonly errors?: readonly PageError[] | undefined;
  readonly changes: readonly { readonly date: Fact<string>; readonly summary?: Prose | undefined }[];
  /** Lines that say something of which nothing was made. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
  /** Why the page seems to have been cut short. */
  readonly truncated?: { readonly line: number; readonly why: string } | undefined;
}
