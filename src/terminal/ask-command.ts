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

/** Exit code of design: 0 synced and no finding, 1 at least one finding, 2 not found, ambiguous or nothing could be judged; of several the highest. */
export function exitCodeOf(diagnosis: unknown): number {
  if (typeof diagnosis === 'object' && diagnosis !== null && 'diagnoses' in diagnosis && Array.isArray(diagnosis.diagnoses)) return Math.max(0, ...diagnosis.diagnoses.map(exitCodeOf));
  if (typeof diagnosis !== 'object' || diagnosis === null || !('verdict' in diagnosis) || !('findings' in diagnosis)) return 0;
  const { verdict, findings } = diagnosis;
  if (verdict === 'not-found' || verdict === 'ambiguous') return 2;
  if (Array.isArray(findings) && findings.length > 0) return 1;
  return verdict === 'synced' ? 0 : 2;
}
