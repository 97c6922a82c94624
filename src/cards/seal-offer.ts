import type { CardReply } from '../model/reply.ts';
import type { SealRole } from '../model/seal.ts';
import { showPlain } from './escape.ts';
import { lines, macroTime, utcTime } from './look.ts';
import type { Tone } from './look.ts';

/** Exactly the names that cards/seal-offer.json binds. */
interface SealOfferData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly code: string;
  readonly title: string;
  readonly url: string;
  readonly command: string;
  readonly expiresAt: string;
  readonly hint: string;
}

interface SealOfferView {
  readonly code: string;
  readonly title: string;
  readonly role: SealRole;
  /** What to do, in a sentence. */
  readonly says: string;
  readonly url?: string | undefined;
  readonly command?: string | undefined;
  readonly expiresAt: string;
}

/** How one person signs in for exactly this plan: by a link, or by a command on their own machine. For that person alone. */
export function sealOfferReply(view: SealOfferView): CardReply {
  const data: SealOfferData = {
    tone: 'accent',
    headline: view.role === 'requester' ? 'Sign in to seal your request' : 'Sign in to seal your approval',
    summary: showPlain(view.says, 500),
    code: showPlain(view.code, 20),
    title: showPlain(view.title, 200),
    url: view.url !== undefined && /^https:\/\//.test(view.url) ? view.url : '',
    command: showPlain(view.command, 300),
    expiresAt: macroTime(view.expiresAt),
    hint: 'This is for you alone: do not pass it on. Compare the code above with the one on the plan before you sign in.',
  };
  const text = lines(`${data.headline}. ${data.summary}`, `Plan ${data.code}: ${data.title}`, data.url, data.command, `Good until ${utcTime(data.expiresAt)}`, data.hint);
  return { card: 'seal-offer', data: { ...data }, summary: `${data.headline}: plan ${data.code}`, text, json: { seal: view.role, code: view.code, expiresAt: view.expiresAt } };
}
