import { askBot, type AdminAddress } from './admin-client.ts';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/**
 * Asks the running bot a reading question. Exit code 0 when the account is in sync without a finding,
 * 1 with at least one finding, 2 when nothing could be said.
 */
export async function runAsk(address: AdminAddress, question: string, { json, terminal }: { readonly json: boolean; readonly terminal: Terminal }): Promise<number> {
  const answer = await askBot(address, '/admin/ask', { question });
  if (!answer.ok) {
    terminal.err(answer.says);
    return 2;
  }
  terminal.out(json && answer.json !== undefined ? JSON.stringify(answer.json, null, 2) : answer.text);
  return exitCodeOf(answer.json);
}

/**
 * Exit code of design: 0 synced and no finding, 1 at least one finding, 2 not found, ambiguous or nothing could be judged; of several the highest.
 * Of a list of errors: 0 none, 1 at least one, 2 none in what could be read. Of a status: 1 when anything is not as it should be.
 */
export function exitCodeOf(diagnosis: unknown): number {
  if (typeof diagnosis === 'object' && diagnosis !== null && 'groups' in diagnosis && 'unread' in diagnosis && Array.isArray(diagnosis.groups) && Array.isArray(diagnosis.unread)) return diagnosis.groups.length > 0 ? 1 : diagnosis.unread.length > 0 ? 2 : 0;
  if (typeof diagnosis === 'object' && diagnosis !== null && 'diagnoses' in diagnosis && Array.isArray(diagnosis.diagnoses)) return Math.max(0, ...diagnosis.diagnoses.map(exitCodeOf));
  if (isUnwell(diagnosis)) return 1;
  if (typeof diagnosis !== 'object' || diagnosis === null || !('verdict' in diagnosis) || !('findings' in diagnosis)) return 0;
  const { verdict, findings } = diagnosis;
  if (verdict === 'not-found' || verdict === 'ambiguous') return 2;
  if (Array.isArray(findings) && findings.length > 0) return 1;
  return verdict === 'synced' ? 0 : 2;
}

const isUnwell = (status: unknown): boolean => {
  if (Array.isArray(status)) return status.some(isUnwell);
  if (typeof status !== 'object' || status === null) return false;
  if ('health' in status) return status.health !== 'fine';
  return ('sections' in status && isUnwell(status.sections)) || ('lines' in status && isUnwell(status.lines));
};
