/** Fields that hold names and addresses, lower case; their words are replaced wherever they stand in the document. */
const NAMING = new Set(
  `dn distinguishedname cn name ou displayname givenname sn surname samaccountname userprincipalname mail mailnickname proxyaddresses targetaddress
  msrtcsip-primaryuseraddress legacyexchangedn memberof member manager description info company companyname department title jobtitle
  physicaldeliveryofficename officelocation streetaddress l st city homephone telephonenumber mobile mobilephone businessphones facsimiletelephonenumber
  employeeid employeenumber extensionattribute1 extensionattribute2 extensionattribute3 extensionattribute4 extensionattribute5 serviceprincipalname dnshostname
  lastknownparent msds-lastknownrdn othermails imaddresses onpremisesdistinguishedname onpremisesdomainname onpremisessamaccountname
  onpremisesuserprincipalname primarysmtpaddress emailaddresses distinguishednames verifieddomains domains upnsuffixes forest-login-user forest-login-domain
  forest-name username account server subject fullname preferreddcs containerinclusionlist containerexclusionlist objectdn objectdisplayname
  connectedcsobjectdn connectorname sourceconnector targetconnector includedcontainers initiatedby trustee`.split(/\s+/),
);

/** Names of attributes in the connector space whose values are names. */
const NAMED_VALUES = 'values';

/** Words of the formats themselves and of the products; replacing them would change what the evidence says. */
const KEPT = new Set(
  `smtp sip eum notes msmail cn ou dc com net org edu gov int info biz io eu de uk us at ch fr nl local lan corp internal intranet home ad mail
  onmicrosoft microsoftonline microsoft azure entra aad sync msol support cas systemmailbox healthmailbox discoverysearchmailbox federatedemail publicfolder
  administrator administrators guest krbtgt acnf cnf del deleted objects users computers builtin domain controllers configuration partitions schema lostandfound
  foreignsecurityprincipals managed accounts program data system user group contact person computer device inetorgperson top organizationalperson
  securityprincipal admin admins enterprise account operators backup server rich coexistence richcoexistence self everyone true false null none yes no
  synchronization synchronisation full delta import export initial cycle in out from to join common provisioning
  all any read write readwrite only new old test
  exchange online sharepoint teams office license licence group default domainusers http https www ms exch mcafee azureadkerberos azureadssoacc`.split(/\s+/),
);

/** At least two letters; a single one names nobody. */
export const WORD = /\p{L}{2,}/gu;

/** The object id that Entra puts in front of the sign-in name of a deleted user. */
export const ID_IN_FRONT = /^[0-9a-f]{32}(?=[^0-9a-f]|[0-9a-f]{1,20}[^0-9a-f])/i;

/** Every word that names somebody or something of this company, lower case. */
export function sensitiveWords(document: unknown): ReadonlySet<string> {
  const words = new Set<string>();
  collect(document, '', words);
  return words;
}

function collect(value: unknown, field: string, words: Set<string>): void {
  if (typeof value === 'string') {
    if (NAMING.has(field)) for (const [word] of value.replace(ID_IN_FRONT, '').matchAll(WORD)) addWord(word, words);
    return;
  }
  if (Array.isArray(value)) return value.forEach((each: unknown) => collect(each, field, words));
  if (value === null || typeof value !== 'object') return;
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const attribute = members.find(([key]) => key === 'Name')?.[1];
  for (const [key, each] of members) collect(each, nameOfField(key, attribute, field), words);
}

/** Connector space attributes and parameters carry their name beside their values; ids of domains are domains. */
function nameOfField(key: string, attribute: unknown, above: string): string {
  const lower = key.toLowerCase();
  if ((lower === NAMED_VALUES || lower === 'value') && typeof attribute === 'string') return attribute.toLowerCase();
  if (lower === 'id' && above === 'domains') return 'domains';
  if ((lower === 'name' && STRUCTURED.has(above)) || (lower === 'displayname' && above === 'modifiedproperties')) return '';
  return lower;
}

/** Lists whose elements have a `Name` that is a word of the product. */
const STRUCTURED = new Set(['attributes', 'parameters', 'rules', 'runprofiles', 'connectivityparameters', 'globalparameters', 'settings', 'synchronizationrules', 'features']);

function addWord(word: string, words: Set<string>): void {
  const lower = word.toLowerCase();
  if (!KEPT.has(lower)) words.add(lower);
}

export const isKept = (word: string): boolean => KEPT.has(word);
