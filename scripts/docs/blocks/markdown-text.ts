/**
 * A page in Markdown as the text that a browser would show of it, line for line: without the signs of headings, emphasis,
 * links and code, and without what sets code apart. Bars between cells stay. Any other text comes back as it is.
 */
export function textOfMarkdown(text: string): string {
  if (!/^#{1,4} \S/m.test(text) || !/^\s{0,8}\|[ :|-]*-{2,}[ :|-]*$/m.test(text)) return text;
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s{0,12}```/.test(line)) {
        isCode = !isCode;
        return '';
      }
      return isCode ? line : plainLine(line);
    })
    .join('\n');
}

/** The longest line whose signs are looked for. */
const maxLine = 20_000;

function plainLine(line: string): string {
  if (line.length > maxLine) return line;
  return line
    .replace(/^#{1,6}\s+/, '')
    .replace(/\s*\{\s?[#.][^{}]*\}\s*$/, '')
    .replaceAll(/!?\[((?:[^[\]\\]|\\.){0,500})\]\((?:[^()\\]|\\.){0,1000}\)/g, '$1')
    .replaceAll(/(?<!\\)\*\*/g, '')
    .replaceAll(/(?<!\\)`([^`]*)`/g, '$1')
    .replaceAll(/\\([\\`*_{}[\]()#+.!<>~&$=-])/g, '$1');
}
