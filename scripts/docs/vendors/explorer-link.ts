import { certainty, type Fact } from '../page.js';

/** What a link to Alibaba Cloud's API Explorer names. */
export interface ExplorerLink {
  readonly product: string;
  readonly version: string;
  readonly operation: string;
}

/** `#product=Kms&api=ListKeys&type=RPC&version=2016-01-20` of earlier pages, `/api/Sas/2018-12-03/ListTasks` of current ones. */
const links = [
  /[#?&]product=(?<product>[A-Za-z][\w-]{0,60})&(?:amp;)?api=(?<operation>\w{1,80})(?:&(?:amp;)?type=\w{1,9})?&(?:amp;)?version=(?<version>\d{4}-\d\d-\d\d)/,
  /\bapi\.(?:aliyun|alibabacloud)\.com\/api\/(?<product>[A-Za-z][\w-]{0,60})\/(?<version>\d{4}-\d\d-\d\d)\/(?<operation>\w{1,80})/,
];

/** The first such link of a page, HTML or Markdown; its text alone has none. */
export function explorerLinkIn(text: string): Fact<ExplorerLink> | undefined {
  for (const link of links) {
    const found = link.exec(text);
    if (found === null) continue;
    const { product = '', version = '', operation = '' } = found.groups ?? {};
    const line = text.slice(0, found.index).split(/\r\n?|\n/).length;
    return { value: { product, version, operation }, line, confidence: certainty.certain };
  }
  return undefined;
}
