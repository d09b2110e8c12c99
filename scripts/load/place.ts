import type { Json } from '../base/json.js';

/** A place in a workspace: a file (path below the specs folder, with `/`) and a JSON pointer into it. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** A place that exists, and what stands there. */
export interface Node extends Place {
  readonly value: Json;
}
