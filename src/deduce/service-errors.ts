import type { CloudObject, ServiceProvisioningError } from '../model/evidence.ts';

/** What a service such as Exchange says against an object, in words. */
export interface ServiceError {
  /** `Exchange`, `SharePoint`, … */
  readonly service: string;
  /** Plain text; never markup. */
  readonly text: string;
  readonly statedAt: string | undefined;
}

const LONGEST = 300;
const SAYING = ['ErrorDescription', 'Description', 'ErrorMessage', 'Message', 'ErrorCode'] as const;

/** Errors of services that are not resolved; undefined when they were not collected. */
export const openServiceErrors = (object: CloudObject): readonly ServiceError[] | undefined =>
  object.serviceProvisioningErrors?.filter(({ isResolved }) => isResolved !== true).map((error) => ({ service: serviceOf(error), text: plainText(error.errorDetail ?? ''), statedAt: error.createdDateTime ?? undefined }));

/** `exchange/NAMPRD09-001-01` → `Exchange`. */
function serviceOf({ serviceInstance }: ServiceProvisioningError): string {
  const name = (serviceInstance ?? '').split('/')[0]?.trim() ?? '';
  const known = { exchange: 'Exchange', sharepoint: 'SharePoint', microsoftcommunicationsonline: 'Teams', lync: 'Teams', teams: 'Teams' };
  return Object.entries(known).find(([each]) => each === name.toLowerCase())?.[1] ?? (name === '' ? 'A service' : name);
}

/** The words of an XML error report. Microsoft does not publish its shape: where no known element speaks, all text of it does; broken markup is cut out. */
export function plainText(xml: string): string {
  const unwrapped = /<[a-z!?/]/i.test(xml) ? xml : decoded(xml);
  const source = unwrapped.replaceAll(/<!\[CDATA\[(.*?)\]\]>/gs, '$1');
  const said = SAYING.map((name) => [...source.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>(.*?)</(?:[\\w.-]+:)?${name}\\s*>`, 'gis'))].map(([, text]) => bare(text ?? '')).filter((text) => text !== '')).find((texts) => texts.length > 0);
  const text = said === undefined ? bare(source) : [...new Set(said)].join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Twice: what was escaped once inside the report may be markup again. */
const bare = (text: string): string => untagged(decoded(untagged(decoded(untagged(text))))).replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

const untagged = (text: string): string => text.replaceAll(/<(?=[a-z!?/])[^<>]*(>|$)/gi, ' ').replaceAll(/[<>]/g, ' ');

const NAMED = { lt: '<', gt: '>', quot: '"', apos: "'" } as const;

const decoded = (text: string): string =>
  Object.entries(NAMED)
    .reduce((sofar, [name, character]) => sofar.replaceAll(`&${name};`, character), text.replaceAll(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (_, code: string) => characterOf(code)))
    .replaceAll('&amp;', '&');

function characterOf(code: string): string {
  const number = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
  return number > 0x1f && number <= 0x10ffff ? String.fromCodePoint(number) : ' ';
}
