import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { UsageError } from '../../base/usage-error.js';

/**
 * The certificates of authorities to trust: those that Node.js knows, and those of a file.
 *
 * @param file PEM, one certificate or several
 * @throws UsageError where the file cannot be read, or holds no certificate.
 */
export function certificatesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--ca names the file ${file}, which cannot be read: ${(error as Error).message}`);
  }
  const own = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (own.length === 0) throw new UsageError(`--ca names the file ${file}, which holds no certificate in PEM`);
  for (const [index, pem] of own.entries()) {
    try {
      new X509Certificate(pem);
    } catch {
      throw new UsageError(`--ca names the file ${file}, whose certificate number ${index + 1} is broken`);
    }
  }
  // Node's own list is replaced by what is given, not added to.
  return [...tls.rootCertificates, ...own];
}
