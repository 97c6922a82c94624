import type { AnchorSpellings } from '../model/anchor-spellings.ts';
import type { CardReply } from '../model/reply.ts';
import { noticeReply } from './notice.ts';

/** An anchor in all its spellings; two readings where the value leaves it open. */
export function anchorReply(value: string, spellings: readonly AnchorSpellings[]): CardReply {
  const json = { format: 'syncwhy-anchor/1', value, spellings };
  if (spellings.length === 0) {
    return noticeReply({ tone: 'warning', headline: 'That can be no anchor', happened: `"${value}" is neither a GUID nor its octets nor an immutable id. An anchor of text has fewer than 60 characters and none of @ _ $.`, json });
  }
  return noticeReply({
    tone: 'accent',
    headline: 'One anchor, all its spellings',
    happened: spellings.length === 1 ? `Read as ${spellings[0]?.readAs ?? ''}.` : 'The digits can be meant in two ways; compare with where they come from.',
    lines: spellings.flatMap((each) => [...(spellings.length === 1 ? [] : [`Read as ${each.readAs}:`]), ...linesOf(each)]),
    json,
  });
}

const linesOf = ({ guid, immutableId, octets, ldapFilter, connectorSpaceDn }: AnchorSpellings): readonly string[] => [
  ...(guid === null ? ['GUID: none, this anchor is text'] : [`GUID: ${guid}`]),
  `ImmutableId (base64): ${immutableId}`,
  ...(octets === null ? [] : [`Octets as LDAP gives them: ${octets}`]),
  ...(ldapFilter === null ? [] : [`LDAP filter: ${ldapFilter}`]),
  `Connector space of Entra: ${connectorSpaceDn}`,
];
