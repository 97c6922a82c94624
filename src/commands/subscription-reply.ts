import { utcTime } from '../cards/look.ts';
import { noticeReply } from '../cards/notice.ts';
import type { CardReply } from '../model/reply.ts';
import type { Mute, Subscription } from '../model/subscription.ts';
import { dayNames } from './subscribe-words.ts';

/** What this conversation is told, when, and how to hear less or nothing. */
export function subscriptionReply(subscription: Subscription, { isNew, now }: { readonly isNew: boolean; readonly now: Date }): CardReply {
  const { by, since, quiet, digest, onCall, blockedSince } = subscription;
  const mutes = subscription.mutes.filter(({ until }) => until > now.toISOString());
  return noticeReply({
    tone: isNew ? 'good' : 'accent',
    headline: isNew ? '✓ This conversation is told of sync errors' : 'What this conversation is told',
    happened: `I tell here ${filterWords(subscription)}, once each, grouped by cause, and again when it is resolved. ${by.name} asked for it${isNew ? '' : `, ${utcTime(since)}`}.`,
    lines: [
      quiet === null ? 'No quiet hours.' : `Quiet from ${quiet.from} to ${quiet.to} (${quiet.timeZone}${dayNames(quiet.days) === '' ? '' : `, ${dayNames(quiet.days)}`}): only what is high is posted then; the rest follows after.`,
      digest === null ? 'No digest.' : `Digest every ${digest.every}${digest.every === 'week' ? ` (${dayNames([digest.day])})` : ''} at ${digest.at} (${digest.timeZone})${digest.instead ? '; nothing is posted between.' : '; what is high is posted at once all the same.'}`,
      onCall === null ? 'Nobody is called.' : `${onCall.name} is called when something high opens.`,
      ...mutes.map((mute) => `Muted: ${mutedWords(mute)}, until ${utcTime(mute.until)}, by ${mute.by}.`),
      ...(blockedSince === null ? [] : [`Teams did not let me write here since ${utcTime(blockedSince)}.`]),
    ],
    advice: 'To hear less: subscribe high only, or mute and a cause, a code or a name. To hear nothing: unsubscribe.',
    json: { subscription },
  });
}

function filterWords({ filter }: Subscription): string {
  const { causes, areas, below, least } = filter;
  const kinds = [...causes.map((cause) => `cause ${cause}`), ...areas.map((area) => `area ${area}`)];
  const what = kinds.length === 0 ? 'new errors of every kind' : `new errors of ${kinds.join(', ')}`;
  return `${what}${least === 'low' ? '' : `, of ${least} severity${least === 'high' ? '' : ' or higher'}`}${below.length === 0 ? '' : `, below ${below.join(' and ')}`}`;
}

export function mutedWords({ of }: Pick<Mute, 'of'>): string {
  switch (of.is) {
    case 'everything':
      return 'everything';
    case 'cause':
      return of.cause;
    case 'incident':
      return of.code;
    case 'object':
      return of.name;
  }
}
