import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, isScalar, visit } from 'yaml';
import type { JsonObject } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { loadContracts } from '../../load/load.js';
import { type Problem, SpecError } from '../../load/problem.js';
import { writeWhole } from '../../report/write-whole.js';
import { confirm } from '../compare/confirmed.js';
import { lockFileOf, lockText } from '../lock/lock-file.js';
import type { Page } from '../page.js';
import { PageError } from '../read-page.js';
import { type DraftedContract, type DraftOptions, draftOf } from './draft.js';

/** A draft that the loader takes. */
export interface LegalDraft extends DraftedContract {
  readonly text: string;
  readonly lock: string;
  readonly contract: Contract;
}

/** How often a draft is mended by what the loader says of it. */
const attempts = 4;

/**
 * Drafts a contract that the loader takes. Rules that the page's sample breaks become open decisions; a sample that does
 * not fit the tables at all is left out, and that is a decision, too.
 *
 * @throws PageError where the page has too little for a contract
 */
export function legalDraft(page: Page, options: DraftOptions): LegalDraft {
  if (page.parameters.length === 0 && page.responses.length === 0) {
    throw new PageError(`${options.file} has neither parameters nor a response to draft a contract from`);
  }
  let now: DraftOptions = options;
  for (let attempt = 0; ; attempt++) {
    const drafted = draftOf(page, now);
    const text = specText(drafted.document, options.file);
    const loaded = load(drafted, text);
    if ('contract' in loaded) {
      const { contract } = loaded;
      return { ...drafted, text, contract, lock: lockText({ page, confirmed: confirm(page, contract) }) };
    }
    const next = mended(now, loaded.problems);
    if (next === undefined || attempt === attempts) {
      throw new PageError(
        `the draft of ${options.file} is not a legal contract, which is a defect of docs draft: ${loaded.problems[0]?.message ?? ''}`,
      );
    }
    now = next;
  }
}

function load(drafted: DraftedContract, text: string): { contract: Contract } | { problems: readonly Problem[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudsec-draft-'));
  try {
    writeFileSync(path.join(folder, `${fileName(drafted.operation)}.yaml`), text);
    return { contract: loadContracts(folder, { strict: true })[0] as Contract };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { problems: error.problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The options with what the loader complains of taken into account; undefined where there is nothing left to try. */
function mended(options: DraftOptions, problems: readonly Problem[]): DraftOptions | undefined {
  const broken = problems.flatMap(({ message }) => /^example documented breaks ([\w-]+):/.exec(message)?.[1] ?? []);
  const fresh = broken.filter((rule) => !options.breaks?.includes(rule));
  if (fresh.length > 0 && problems.every(({ message }) => /^example documented breaks /.test(message))) {
    return { ...options, breaks: [...new Set([...(options.breaks ?? []), ...fresh])] };
  }
  return options.withoutSamples ? undefined : { ...options, breaks: [], withoutSamples: true };
}

function specText(document: JsonObject, file: string): string {
  const yaml = new Document(document, { aliasDuplicateObjects: false });
  yaml.commentBefore = ` Drafted from the page ${path.basename(file)} by \`cloudsec-contracts docs draft\`. What stands under x-proposed is a proposal:
 confirm it by taking it out of there. Decide what is marked \`open: true\`, and word the descriptions yourself.`;
  visit(yaml, {
    Seq(_, list) {
      if (list.items.length <= 6 && list.items.every((item) => isScalar(item) && String(item.value).length < 40))
        list.flow = true;
    },
  });
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function fileName(operation: string): string {
  return operation.replaceAll(/[^\w.-]/g, '_');
}

/**
 * Writes a draft and its lock: `<out>/<vendor>/<product>-<version>/<Operation>.yaml`.
 *
 * @returns the path of the spec
 * @throws PageError where there is a spec already and `force` is not set
 * @throws UsageError where it cannot be written
 */
export function writeDraft(page: Page, draft: LegalDraft, out: string, force: boolean): string {
  const product = `${draft.product}-${draft.version}`.toLowerCase().replaceAll(/[^\w.-]/g, '-');
  const folder = path.join(out, page.vendor, product);
  const spec = path.join(folder, `${fileName(draft.operation)}.yaml`);
  if (existsSync(spec) && !force) {
    throw new PageError(
      `${spec} is there already; draft into another folder with --out, or write over it with --force`,
    );
  }
  writeWhole(spec, draft.text);
  writeWhole(lockFileOf(spec, draft.operation), draft.lock);
  return spec;
}
