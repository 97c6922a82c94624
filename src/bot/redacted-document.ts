import { parseBundle } from '../boundary/evidence-bundle.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { Random } from '../ports/random.ts';
import { redact } from '../redact/redact.ts';

/** The document with every name replaced, under a key that nobody keeps: what one answer calls "kfwqz" is called otherwise in the next. */
export function redactedDocument(document: EvidenceDocument, random: Pick<Random, 'nonce'>): EvidenceDocument {
  const parsed = parseBundle(JSON.stringify(redact(document, random.nonce())));
  if (!parsed.ok) throw new Error('the redacted evidence is no evidence any more');
  return parsed.document;
}
