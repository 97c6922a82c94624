import { showPlain } from '../cards/escape.ts';
import type { Unread } from '../model/evidence.ts';
import { SCAN_CHECKS, type ScanCheck, type ScannedObject, type ScanSeverity, type ScanSummary, type Standing } from '../model/scan.ts';
import type { StoredScan } from '../model/stored-scan.ts';

/** The title of a cause by its id; undefined for what is no cause. */
export type TitleOf = (id: string) => string | undefined;

const CHECK_TITLES: Readonly<Record<ScanCheck, string>> = {
  'not-in-entra': 'Not in Entra ID, although it should be',
  'orphan-in-entra': 'Synchronised in Entra ID, but gone from Active Directory',
  'anchor-differs': 'The anchors of the two sides differ',
  'value-differs': 'A value differs between Active Directory and Entra ID',
  'address-lost': 'An address did not arrive in Entra ID',
  'duplicate-value': 'Several objects share a value that only one may have',
  'would-appear': 'Would newly appear in Entra ID',
  'would-collide': 'Would collide with another object',
  'would-leave': 'Would be removed from Entra ID',
};

export const titleOfFinding = (id: string, titleOf: TitleOf): string => titleOf(id) ?? (isCheck(id) ? CHECK_TITLES[id] : id);

export const isCheck = (id: string): id is ScanCheck => SCAN_CHECKS.some((check) => check === id);

export const STANDING_WORDS: Readonly<Record<Standing, string>> = { 'synced': 'Synchronised', 'should-be-but-is-not': 'Should be, but is not', 'left-out-on-purpose': 'Left out on purpose', 'cannot-tell': 'Cannot be told' };
export const SEVERITY_WORDS: Readonly<Record<ScanSeverity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };
export const SIDE_WORDS = { directory: 'Active Directory', entra: 'Entra ID' } as const;

export const nameOfObject = ({ displayName, userPrincipalName, sAMAccountName, dn, entraId }: ScannedObject): string => showPlain([displayName, userPrincipalName, sAMAccountName, dn, entraId].find((each) => (each ?? '') !== '') ?? 'without a name', 200);

const WHY_UNREAD: Readonly<Record<Unread['why'], string>> = {
  'relay-offline': 'no relay was there to read it', 'access-denied': 'access was denied', 'timed-out': 'the answer took too long', 'throttled': 'the service asked for a pause', 'not-configured': 'it is not set up', 'not-asked': 'it was not asked for', 'failed': 'reading failed',
};

export const unreadWords = ({ what, why, detail }: Unread): string => `${showPlain(what, 120)}: ${WHY_UNREAD[why]}${detail === undefined || detail === '' ? '' : ` (${showPlain(detail, 300)})`}`;

export const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export const findingsIn = ({ findings }: ScanSummary): number => findings.reduce((sum, { directory, entra }) => sum + directory + entra, 0);

/** The one sentence that most readers want. */
export function leadWords({ summary, state }: StoredScan): string {
  if (summary === null) return state === 'running' ? 'The scan still runs.' : 'The scan did not come to its end.';
  const missing = summary.standing['should-be-but-is-not'];
  if (missing > 0) return `${counted(missing, 'object')} should be in Entra ID but ${missing === 1 ? 'is' : 'are'} not.`;
  if (findingsIn(summary) > 0) return 'Nobody is known to be missing, but there are findings.';
  return summary.ended === 'whole' ? 'Nothing is missing, and there is nothing to repair.' : 'There is no finding in what could be read.';
}

/** What the numbers mean, in sentences. Nothing that was not read counts as fine. */
export function summaryWords(scan: StoredScan): readonly string[] {
  const { summary } = scan;
  if (summary === null) return [scan.state === 'running' ? 'The scan still runs; what is here is what it has found so far.' : 'The scan did not come to its end, so what is here is a part and says nothing about the rest.', ...droppedWords(scan)];
  const { objects, standing } = summary;
  const found = findingsIn(summary);
  return [
    `${counted(objects.directory, 'object')} of Active Directory and ${counted(objects.entra, 'object')} of Entra ID were looked at; ${counted(objects.pairs, 'pair')} belong together.`,
    `Of those in Active Directory, ${are(standing.synced)} synchronised, ${are(standing['should-be-but-is-not'])} not but should be, and ${are(standing['left-out-on-purpose'])} left out on purpose.${standing['cannot-tell'] === 0 ? '' : ` Of ${standing['cannot-tell'].toLocaleString('en-GB')} it cannot be told.`}`,
    found === 0 ? 'There is no finding in what was read.' : `There are ${counted(found, 'finding')} with ${counted(summary.findings.length, 'cause')}.`,
    ...readWords(summary), ...droppedWords(scan),
  ];
}

const are = (n: number): string => `${n.toLocaleString('en-GB')} ${n === 1 ? 'is' : 'are'}`;

function readWords({ ended, read, readEverythingBecause, notJudged }: ScanSummary): readonly string[] {
  return [
    ended === 'whole' ? '' : ended === 'stopped' ? 'The scan was stopped before its end: this is a part.' : 'Not everything could be read: what depends on it was not judged, and is unknown rather than fine.',
    read === 'changes' ? 'Only what has changed since the scan before was read anew.' : readEverythingBecause === undefined ? '' : `Everything was read although only changes were asked for: ${showPlain(readEverythingBecause, 300)}.`,
    notJudged.length === 0 ? '' : `${counted(notJudged.length, 'cause')} could not be judged for lack of what was not read.`,
  ].filter((each) => each !== '');
}

const droppedWords = ({ dropped }: StoredScan): readonly string[] => (dropped === 0 ? [] : [`${counted(dropped, 'finding')} of this scan ${dropped === 1 ? 'is' : 'are'} counted but no longer kept, because there was no more room.`]);
