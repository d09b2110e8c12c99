import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** Codings that one body may have on top of each other. Nobody uses two; a chain of many is an attack. */
const MAX_CODINGS = 3;

/** A body that is longer than allowed. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';
}

/** A body whose content coding is unknown, or broken. */
export class BodyUndecodable extends Error {
  override readonly name = 'BodyUndecodable';
}

/**
 * Reads the body of a response to its end, and takes off its content coding (RFC 9110, section 8.4): gzip, deflate, br.
 * A request without `accept-encoding` allows all of them.
 *
 * @param limit bytes that may come out of it; reading stops there, so that a bomb costs no more than that
 * @throws BodyTooLong, BodyUndecodable; the error of the connection where that breaks.
 */
export async function readDecodedBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  const codings = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) throw new BodyUndecodable(`has ${codings.length} content codings`);
  let chunks = await collect(response, limit);
  for (const coding of codings.reverse()) chunks = await decode(chunks, coding, limit);
  return Buffer.concat(chunks);
}

async function collect(stream: Readable, limit: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLong(`is longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return chunks;
}

async function decode(chunks: readonly Buffer[], coding: string, limit: number): Promise<Buffer[]> {
  // An empty body is one whatever its coding: that of a 304, or of an answer to HEAD.
  if (chunks.length === 0) return [];
  const decoder = decoderOf(coding, chunks[0] as Buffer);
  for (const chunk of chunks) decoder.write(chunk);
  decoder.end();
  try {
    return await collect(decoder, limit);
  } catch (error) {
    if (error instanceof BodyTooLong) throw error;
    throw new BodyUndecodable(`is not ${coding}, as content-encoding says: ${(error as Error).message}`);
  } finally {
    decoder.destroy();
  }
}

/** @throws BodyUndecodable for a coding that is not known. */
function decoderOf(coding: string, first: Buffer) {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // RFC 9110, section 8.4.1.2: zlib's format; some servers send the bare one. Zlib's first byte has 8 as low half.
      return (first[0] as number) % 16 === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new BodyUndecodable(`has the content-encoding "${coding.slice(0, 40)}"; known are gzip, deflate and br`);
  }
}
