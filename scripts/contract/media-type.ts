const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const tokenOnly = new RegExp(`^${token}$`);
const mediaType = new RegExp(`^${token}/${token}(?:\\s*;\\s*[\\x20-\\x7e]+)?$`);

/** Whether a text can be the name of a header: RFC 9110, section 5.6.2. */
export function isToken(text: string): boolean {
  return tokenOnly.test(text);
}

/** Whether HTTP can carry a media type: RFC 9110, section 8.3.1; ranges as OpenAPI's "Media Types" have them. */
export function isMediaType(text: string): boolean {
  return mediaType.test(text);
}
