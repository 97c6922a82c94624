import type { SealedCause } from './seal.ts';

/** How a cause is mended: by a plan of the bot where the case allows it, by steps for people that are watched, or not at all, for a reason that the cause states. */
export type RemedyKind = 'bot' | 'people' | 'reason';

export const remedyKindOf = ({ remedies }: Pick<SealedCause, 'text' | 'remedies'>): RemedyKind => (remedies.some(({ byPeople }) => byPeople !== true) ? 'bot' : remedies.length > 0 ? 'people' : 'reason');

export const countRemedyKinds = (catalogue: readonly SealedCause[]): Readonly<Record<RemedyKind, number>> => {
  const count = (kind: RemedyKind): number => catalogue.filter((cause) => remedyKindOf(cause) === kind).length;
  return { bot: count('bot'), people: count('people'), reason: count('reason') };
};
