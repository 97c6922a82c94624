import type { Diagnosis } from '../model/diagnosis.ts';

/** What asking again showed. What could not be looked at is not cured. */
export interface AskedAgain {
  readonly is: 'gone' | 'still-there' | 'cannot-tell';
  /** A sentence for people. */
  readonly says: string;
  /** Titles of what is found now, where the cause is gone; what only fits but is not proven is left out. */
  readonly others: readonly string[];
  /** Nothing of the name is found any more, which alone proves nothing: it may have been renamed. */
  readonly isNowhere?: true | undefined;
}

/** Whether a cause is still to be found, by the same question from fresh evidence. Never rejects. */
export async function causeGone(diagnose: (asked: string) => Promise<Diagnosis>, { asked, cause }: { readonly asked: string; readonly cause: string }): Promise<AskedAgain> {
  let diagnosis: Diagnosis;
  try {
    diagnosis = await diagnose(asked);
  } catch {
    return cannotTell('The question could not be asked again just now.');
  }
  const { verdict, findings, summary } = diagnosis;
  const found = findings.find((finding) => finding.cause === cause);
  if (found !== undefined) return { is: 'still-there', says: `Still to be seen: ${found.title}`, others: [] };
  if (verdict === 'not-found') return { ...cannotTell(`${asked} is no longer found as one object: ${summary}`), isNowhere: true };
  if (verdict === 'ambiguous') return cannotTell(`${asked} is no longer found as one object: ${summary}`);
  if (diagnosis.cannotTell.some((each) => each.cause === cause) || verdict === 'incomplete') return cannotTell('What is needed to judge it could not be read.');
  return { is: 'gone', says: summary, others: findings.filter(({ evidenceClass }) => evidenceClass !== 'D').map(({ title }) => title) };
}

const cannotTell = (says: string): AskedAgain => ({ is: 'cannot-tell', says, others: [] });
