/** Whether a text can be the name of a parameter or field. */
export function isName(text: string): boolean {
  // Extra specifications have names such as `ecs:performancetype`, extensions such as `OS-EXT-STS:vm_state`.
  if (/^(?:[a-z][\w-]{0,63}|[A-Z]{2,16}(?:-[A-Z]{2,16}){1,4}):[a-z][\w-]{0,63}$/.test(text)) return true;
  return text.length <= 128 && /^[A-Za-z_$@][\w$@.[\]*#{}-]*$/.test(text) && !text.endsWith(':') && !text.endsWith('.');
}

/** Yes or no, as pages write it in a column of its own; undefined for anything else. */
export function parseRequired(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (['yes', 'true', 'mandatory', 'required', 'y', 'm', '是'].includes(word)) return true;
  if (['no', 'false', 'optional', 'conditional', 'n', 'o', '否'].includes(word)) return false;
  return undefined;
}

/** Whether a text is one of the ways to say that there is nothing. */
export function isNothing(text: string): boolean {
  return /^(?:|[-–—/]|none|n\/a|na|null|不涉及|无)[.。]?$/i.test(text.trim());
}

/** Where a parameter travels, as pages name it. */
export function parseLocation(text: string): 'path' | 'query' | 'header' | 'body' | 'form' | undefined {
  const word = /\b(path|uri|query|header|body|form)/i.exec(text)?.[1]?.toLowerCase();
  return word === 'uri' ? 'path' : (word as 'path' | undefined);
}

/** Whether a text says where a parameter travels, also where that is none of the places that we tell apart: `Host`. */
export function isLocation(text: string): boolean {
  return parseLocation(text) !== undefined || /^(?:host|cookie)$/i.test(text.trim());
}

/** Whether a text is a sentence rather than a value. */
export function isSentence(text: string): boolean {
  const trimmed = text.trim();
  if (/[.。:：]$/.test(trimmed) && /\s/.test(trimmed)) return true;
  return trimmed.split(/\s+/, 7).length >= 6 || /[\u4e00-\u9fff]{8,}/.test(trimmed);
}

/** The words of a text or of a name in camel case, in lower case, without a plural's ending. */
export function splitWords(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/(?<=\w{2})ies$/, 'y').replace(/(?:(?<=s|x|ch|sh)es|(?<![su])s)$/, ''));
}

/** Whether a name is that of one of the things that another names: `Tag` of `Tags`, `TagList` or `TagInfos`. */
export function isSingularOf(name: string, plural: string): boolean {
  const [one, many] = [name.toLowerCase(), plural.toLowerCase()];
  return [`${one}s`, `${one}es`, `${one.replace(/y$/, 'ie')}s`, `${one}list`, `${one}_list`, `${one}infos`].includes(
    many,
  );
}
