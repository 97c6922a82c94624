import type { Diagnosis, Finding, OverallVerdict } from '../model/diagnosis.ts';
import type { SealedCause } from '../catalogue/seal.ts';
import type { Situation } from './situation.ts';

export interface Judged {
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly cannotTell: Diagnosis['cannotTell'];
  /** Texts of the causes, by id. */
  readonly texts: ReadonlyMap<string, SealedCause['text']>;
}

/** The status of a group whose members could not all be sent; the group itself arrives. */
const LEFT_OUT = /dn-attributes-failure/i;

interface Verdict {
  readonly verdict: OverallVerdict;
  readonly because: string;
  /** What causes that would keep the object back could not be judged without. */
  readonly open?: readonly string[] | undefined;
}

/** The verdict in one word, and why in the same breath for the sentence. */
export const verdictOf = (judged: Judged): Verdict => ({ ...inOneWord(judged), open: openQuestions(judged) });

const openQuestions = ({ cannotTell, texts }: Judged): readonly string[] => [...new Set(cannotTell.filter(({ cause }) => texts.get(cause)?.arrives !== true).flatMap(({ missing }) => missing))];

function inOneWord(judged: Judged): Verdict {
  const { situation, findings, cannotTell, texts } = judged;
  const blocks = (cause: string): boolean => texts.get(cause)?.arrives !== true;
  const blockers = findings.filter(({ cause, evidenceClass }) => blocks(cause) && evidenceClass !== 'D');
  const proven = blockers.find(({ evidenceClass }) => evidenceClass === 'A' || evidenceClass === 'B');
  const { subject, cloud, cloudRead, adRead, standbyOnly, exportError, renamed, imported, unreadDeciding } = situation;
  if (proven !== undefined) return { verdict: 'not-synced', because: '' };
  if (standbyOnly) return { verdict: 'incomplete', because: 'only a standby server was asked' };
  if (subject.ad !== undefined && cloudRead && cloud === undefined) return { verdict: 'not-synced', because: 'no object in Entra is bound to it' };
  if (subject.ad === undefined && adRead) return { verdict: cannotTell.some(({ cause }) => blocks(cause)) ? 'incomplete' : 'not-synced', because: 'it is not in Active Directory' };
  if (exportError !== undefined && !(cloud !== undefined && LEFT_OUT.test(exportError.evidence.value))) return { verdict: 'not-synced', because: 'the export of its changes is refused' };
  if (imported?.HasSyncError === true) return { verdict: 'not-synced', because: 'the engine reports a synchronisation error for it' };
  if (renamed) return { verdict: 'not-synced', because: 'its sign-in name was rewritten' };
  if (unreadDeciding.length > 0) return { verdict: 'incomplete', because: `${unreadDeciding.join(', ')} could not be read` };
  if (blockers.length > 0) return { verdict: 'not-synced', because: '' };
  const open = openQuestions(judged);
  if (open.length > 0) return { verdict: 'incomplete', because: `${open.join(', ')} could not be read` };
  if (cloud === undefined) return { verdict: 'incomplete', because: 'Entra could not be read' };
  if (cloud.onPremisesSyncEnabled === false || cloud.onPremisesSyncEnabled === null) return { verdict: 'not-synced', because: 'the account in Entra is not synchronised' };
  return { verdict: 'synced', because: '' };
}

/** One sentence in plain words. */
export function summarise(name: string, { verdict, because, open = [], isThere }: Verdict & { readonly isThere: boolean }, findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const cause = first === undefined ? '' : `: ${asClause(first.title)}${more}`;
  const state = isThere ? `${name} is in Entra ID, but not as it should be` : `${name} is not in Entra ID`;
  switch (verdict) {
    case 'synced':
      return first === undefined ? `${name} is synchronised; nothing stands in the way.` : `${name} is synchronised, but something is not as it should be${cause}.`;
    case 'not-synced':
      return first === undefined ? `${state}: ${because}; ${open.length > 0 ? `the reason cannot be said, because ${open.join(', ')} could not be read` : 'none of the known causes explains it'}.` : `${state}${cause}.`;
    case 'incomplete':
      return `Whether ${name} is synchronised cannot be said, because ${because}${first === undefined ? '' : `; found so far${cause}`}.`;
    case 'not-found':
      return `There is no object named "${name}", neither in Active Directory nor in Entra.`;
    case 'ambiguous':
      return `"${name}" fits more than one object; say which one is meant.`;
  }
}

/** A title behind a colon begins small, unless it begins with an abbreviation. */
const asClause = (title: string): string => (/^[A-Z]([a-z]| [a-z])/.test(title) ? `${title.slice(0, 1).toLowerCase()}${title.slice(1)}` : title);
