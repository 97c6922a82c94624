import type { SealedCause } from '../catalogue/seal.ts';
import { firstOf } from '../deduce/attributes.ts';
import { knownOf } from '../deduce/reading.ts';
import { lastMovement } from '../deduce/sync-clock.ts';
import { generalizedTime, isoTime } from '../deduce/times.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { chainOf, chainOfNobody } from './chain.ts';
import { exhibitsOf } from './exhibits-of.ts';
import { findSubject, type Found } from './find-subject.ts';
import { judge } from './judge.ts';
import { rank, type Clocks } from './rank.ts';
import { situationOf } from './situation.ts';
import { summarise, verdictOf } from './summarise.ts';

/** The answer to the question of a document. Pure: the same document gives the same answer. */
export function diagnose(document: EvidenceDocument, catalogue: readonly SealedCause[]): Diagnosis {
  const evidence = exhibitsOf(document);
  const found = findSubject(document, evidence);
  return found.is === 'found' ? answer(found.subject, { document, evidence, catalogue }) : nobody(found, { document, evidence, catalogue });
}

interface Case {
  readonly document: EvidenceDocument;
  readonly evidence: Evidence;
  readonly catalogue: readonly SealedCause[];
}

function answer(subject: Subject, { document, evidence, catalogue }: Case): Diagnosis {
  const now = new Date(document.takenAt);
  const { findings: unranked, cannotTell } = judge(catalogue, { evidence, subject, now });
  const findings = rank(unranked, clocksOf(subject, evidence));
  const situation = situationOf(subject, evidence);
  const texts = new Map(catalogue.map(({ text }) => [text.id, text]));
  const verdict = verdictOf({ situation, findings, cannotTell, texts });
  const displayName = (subject.ad === undefined ? undefined : firstOf(subject.ad, 'displayName')) ?? subject.cloud?.displayName ?? undefined;
  return {
    format: 'syncwhy-diagnosis/1',
    subject: { asked: subject.asked, kind: subject.kind, displayName, dn: subject.ad?.dn, entraId: subject.cloud?.id },
    verdict: verdict.verdict,
    summary: summarise(displayName ?? subject.asked, { ...verdict, isThere: situation.cloud !== undefined }, findings),
    findings,
    cannotTell,
    chain: chainOf(situation, findings),
    unread: document.unread,
    candidates: [],
  };
}

/** Identity first: where it is not clear who is meant, only that is judged. */
function nobody(found: Exclude<Found, { readonly is: 'found' }>, { document, evidence, catalogue }: Case): Diagnosis {
  const subject: Subject = { asked: found.asked, kind: 'user', ad: undefined, cloud: undefined };
  const { findings, cannotTell } = judge(catalogue.filter(({ text }) => text.aboutIdentity === true), { evidence, subject, now: new Date(document.takenAt) });
  const unread = evidence['directory.entries'].state === 'unknown' ? 'Active Directory' : evidence['entra.users'].state === 'unknown' ? 'Entra' : null;
  const blind = found.is === 'not-found' && unread !== null;
  const verdict = found.is === 'ambiguous' ? 'ambiguous' : blind ? 'incomplete' : 'not-found';
  const asked = found.asked === '' ? (document.question ?? '') : found.asked;
  return {
    format: 'syncwhy-diagnosis/1',
    subject: { asked },
    verdict,
    summary: summarise(asked, { verdict, because: `${unread ?? 'nothing'} could not be read`, isThere: false }, []),
    findings: findings.map(({ finding }) => finding),
    cannotTell,
    chain: chainOfNobody(verdict === 'not-found'),
    unread: document.unread,
    candidates: found.is === 'ambiguous' ? found.candidates : found.near,
  };
}

const clocksOf = ({ ad }: Subject, evidence: Evidence): Clocks => ({
  changed: ad === undefined ? undefined : generalizedTime(firstOf(ad, 'whenChanged')),
  moved: lastMovement(knownOf(evidence['syncServers.runHistory']) ?? []) ?? isoTime(knownOf(evidence['entra.organization'])?.onPremisesLastSyncDateTime),
});
