import type { Diagnosis } from '../model/diagnosis.ts';
import { showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { WhyData } from './why-data.ts';

/** The whole answer as plain text, also what the card hides behind its toggle. */
export function whyText(diagnosis: Diagnosis, data: WhyData): string {
  return lines(
    `${data.headline}: ${data.summary}`,
    `${data.name}${data.detail}`,
    data.where,
    [...data.findings, ...data.rest].flatMap((finding, at) => [
      `${finding.number}. ${finding.title}`,
      indent(finding.says),
      ...finding.evidence.map((item) => indent(`${item.from}: ${item.what} = ${item.value}${item.at}`)),
      indent(finding.evidenceMore),
      indent(finding.sureness),
      indent(finding.fixAfter),
      finding.fixTitle === '' ? '' : indent(`${finding.fixWord} ${finding.fixTitle}`),
      indent(finding.fixSays),
      ...(diagnosis.findings[at]?.remedy?.checklist ?? []).map(({ item, says }) => indent(`To be confirmed first with --confirm ${item}: ${showPlain(says, 300)}`)),
    ]),
    data.notSeen ? 'I could not look everywhere:' : '',
    data.unread.map((each) => indent(`${each.what}${each.says}`)),
    indent(data.cannotTell),
    data.hasChain ? 'The way into Entra ID:' : '',
    data.chain.map((link) => indent(`${link.mark} ${link.stage}${link.says}`)),
    diagnosis.verdict === 'ambiguous' ? diagnosis.candidates.map((each) => indent(each.userPrincipalName ?? each.dn ?? each.displayName ?? '')) : [],
  );
}

const indent = (text: string): string => (text === '' ? '' : `   ${text}`);
