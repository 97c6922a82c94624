import type { CardReply } from '../model/reply.ts';
import type { Candidate } from '../model/subject.ts';
import { showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { Tone } from './look.ts';

/** Exactly the names that cards/choose-object.json binds. */
interface ChooseData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly candidates: readonly CandidateData[];
  readonly hint: string;
}

interface CandidateData {
  readonly name: string;
  readonly kind: string;
  readonly line: string;
  readonly where: string;
  readonly choose: string;
  readonly ref: string;
}

interface ChooseView {
  readonly asked: string;
  /** `several` = the name fits all of them; `near` = it fits none and these come close. */
  readonly because: 'several' | 'near';
  /** With the ref of the question about each; an empty ref means no button. */
  readonly candidates: readonly { readonly candidate: Candidate; readonly ref: string }[];
}

const MOST = 5;

/** Asks who was meant; the bot never guesses. */
export function chooseReply(view: ChooseView): CardReply {
  const asked = showPlain(view.asked, 120);
  const hidden = view.candidates.length - MOST;
  const data: ChooseData = {
    tone: view.because === 'several' ? 'accent' : 'warning',
    headline: view.because === 'several' ? 'Which one do you mean?' : 'I found nobody with that name',
    summary: view.because === 'several' ? `"${asked}" fits ${view.candidates.length} objects.` : `Nothing is called "${asked}". ${view.candidates.length === 0 ? '' : 'These come close:'}`.trim(),
    candidates: view.candidates.slice(0, MOST).map(({ candidate, ref }) => candidateData(candidate, ref)),
    hint: `${hidden > 0 ? `${hidden} more are not shown. ` : ''}A sign-in name, mail address or DN is always exact.`,
  };
  const text = lines(`${data.headline} ${data.summary}`, data.candidates.map((each, index) => `${index + 1}. ${each.name}${each.kind} ${each.line} ${each.where}`.trimEnd()), data.hint);
  return { card: 'choose-object', data: { ...data }, summary: `${data.headline} ${data.summary}`, text };
}

function candidateData(candidate: Candidate, ref: string): CandidateData {
  const name = showPlain(candidate.displayName ?? candidate.userPrincipalName ?? candidate.sAMAccountName ?? candidate.dn ?? candidate.entraId ?? '(no name)', 120);
  const line = [candidate.userPrincipalName, candidate.sAMAccountName].filter((each) => each !== undefined).map((each) => showPlain(each, 120)).join(' · ');
  const place = candidate.dn === undefined ? 'only in Entra ID' : showPlain(candidate.dn, 200);
  return { name, kind: ` · ${candidate.kind}`, line, where: place, choose: `Choose ${showPlain(candidate.sAMAccountName ?? candidate.displayName ?? candidate.kind, 40)}`, ref };
}
