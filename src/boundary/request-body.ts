import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';

/** The body of a request as text, unpacked where it is gzip; null when it is larger than `maxBytes` (packed or unpacked), damaged or broke off, and then the rest is not read. */
export async function requestBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The stream must outlive the reading, or the answer could not be sent any more.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      length += bytes.length;
      if (length > maxBytes) return null;
      chunks.push(bytes);
    }
  } catch {
    return null;
  }
  return unpacked(Buffer.concat(chunks), request.headers['content-encoding'], maxBytes);
}

const expand = promisify(gunzip);

async function unpacked(octets: Buffer, encoding: string | undefined, maxBytes: number): Promise<string | null> {
  if (encoding === undefined || encoding === 'identity') return octets.toString('utf8');
  if (encoding !== 'gzip') return null;
  try {
    return (await expand(octets, { maxOutputLength: maxBytes })).toString('utf8');
  } catch {
    return null;
  }
}
