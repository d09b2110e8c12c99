const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const pattern = new RegExp(`^${token}/${token}(?:\\s*;\\s*[\\x20-\\x7e]+)?$`);

/** Whether HTTP can carry a media type: RFC 9110, section 8.3.1; ranges as OpenAPI's "Media Types" have them. */
export function isMediaType(text: string): boolean {
  return pattern.test(text);
}
