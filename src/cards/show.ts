import type { CardReply } from '../model/reply.ts';
import type { AttributeRow, SideBySide, Twin } from '../model/side-by-side.ts';
import { showPlain } from './escape.ts';
import { lines, look, type Colour } from './look.ts';

interface Marked {
  readonly mark: string;
  readonly color: Colour;
  readonly what: string;
  readonly says: string;
}

/** Exactly the names that cards/show.json binds. */
interface ShowData {
  readonly headline: string;
  readonly identity: string;
  readonly mastered: string;
  readonly where: string;
  readonly differTitle: string;
  readonly differ: readonly { readonly attribute: string; readonly ad: string; readonly entra: string; readonly says: string }[];
  readonly differMore: string;
  readonly sameTitle: string;
  readonly same: readonly { readonly attribute: string; readonly value: string }[];
  readonly sameMore: string;
  readonly addressTitle: string;
  readonly primary: string;
  readonly addresses: readonly Marked[];
  readonly addressesMore: string;
  readonly signInTitle: string;
  readonly signIn: readonly Marked[];
  readonly signInMore: string;
  readonly anchorTitle: string;
  readonly anchors: readonly { readonly from: string; readonly spelt: string }[];
  readonly anchorsMore: string;
  readonly anchorSays: string;
  readonly twinTitle: string;
  readonly twins: readonly { readonly name: string; readonly detail: string }[];
  readonly twinsMore: string;
  readonly keep: string;
  readonly notSeen: string;
}

/** AD and Entra side by side; `note` stands at the end. */
export function showReply(view: SideBySide, readAt: string, note = ''): CardReply {
  const plain = dataOf(view);
  const data = { ...plain, notSeen: [plain.notSeen, note].filter((each) => each !== '').join(' ') };
  const text = lines(
    `${data.headline}. ${data.identity} ${data.mastered}`,
    data.where,
    data.differTitle,
    data.differ.flatMap(({ attribute, ad, entra, says }) => [`   ${attribute}: AD ${ad} | Entra ${entra}`, says === '' ? '' : `      ${says}`]),
    data.sameTitle,
    data.same.map(({ attribute, value }) => `   ${attribute}: ${value}`),
    data.addressTitle,
    data.addresses.map(({ mark, what, says }) => `   ${mark} ${what}${says}`),
    data.primary,
    data.signInTitle,
    data.signIn.map(({ mark, says }) => `   ${mark}${says}`),
    data.anchorTitle,
    data.anchors.map(({ from, spelt }) => `   ${from}: ${spelt}`),
    data.anchorSays,
    data.twinTitle,
    data.twins.map(({ name, detail }) => `   ${name}: ${detail}`),
    data.keep,
    data.notSeen,
  );
  return { card: 'show', data: { ...data }, summary: `${data.headline}. ${data.identity}`, text, json: { format: 'syncwhy-side-by-side/1', readAt, ...view } };
}

function dataOf(view: SideBySide): ShowData {
  const oneSided = view.where.dn === null || view.where.entraId === null;
  const different = view.rows.filter(({ same }) => same === false);
  const open = view.rows.filter(({ same }) => same === undefined && !oneSided);
  const differ = [...different, ...open];
  const same = oneSided ? view.rows : view.rows.filter((row) => row.same === true);
  return {
    headline: showPlain(view.name, 120),
    identity: view.identity.says,
    mastered: `Changed in: ${view.identity.masteredIn}.`,
    where: showPlain([view.where.dn ?? 'not in Active Directory', view.where.entraId === null ? 'not in Entra' : `Entra ${view.where.entraId}`].join('  ·  '), 400),
    differTitle: differ.length === 0 ? '' : different.length > 0 ? `Different (${different.length})${open.length === 0 ? '' : `, and ${open.length} not read on one side`}:` : 'Not read on one side:',
    differ: differ.map(differing),
    differMore: '',
    sameTitle: same.length === 0 ? '' : oneSided ? `In ${view.where.dn === null ? 'Entra ID' : 'Active Directory'}:` : `The same (${same.length}):`,
    same: same.map(({ attribute, inAd, inEntra }) => ({ attribute, value: showPlain(inAd ?? inEntra ?? '', 200) })),
    sameMore: '',
    addressTitle: view.addresses.length === 0 ? '' : 'Addresses:',
    primary: showPlain(view.primary, 300),
    addresses: view.addresses.map(({ address, inAd, inEntra, says }) => ({ ...look(inEntra === undefined ? 'open' : inAd && inEntra ? 'fine' : inAd ? 'broken' : 'running'), what: showPlain(address, 200), says: says === '' ? '' : `  ${showPlain(says, 300)}` })),
    addressesMore: '',
    signInTitle: view.signInName.length === 0 ? '' : 'How the sign-in name comes about:',
    signIn: view.signInName.map(({ state, says }) => ({ ...look(state === 'passed' ? 'fine' : state === 'failed' ? 'broken' : 'open'), what: '', says: ` ${showPlain(says, 300)}` })),
    signInMore: '',
    anchorTitle: view.anchors.length === 0 ? '' : 'Anchor:',
    anchors: view.anchors.map(({ from, spellings }) => ({ from, spelt: showPlain([spellings.immutableId, spellings.guid, spellings.octets, spellings.connectorSpaceDn].filter((each) => each !== null).join('  ·  '), 300) })),
    anchorsMore: '',
    anchorSays: view.anchorSays,
    twinTitle: view.twins.length === 0 ? '' : view.twins.length === 1 ? 'An account in Entra that fits:' : `${view.twins.length} accounts for one person:`,
    twins: view.twins.map((twin) => ({ name: showPlain(twin.name, 160), detail: twinDetail(twin) })),
    twinsMore: '',
    keep: showPlain(view.keep, 400),
    notSeen: view.notSeen.length === 0 ? '' : `Not read: ${view.notSeen.join(', ')}. What depends on it is left open.`,
  };
}

const differing = ({ attribute, inAd, inEntra, says }: AttributeRow): ShowData['differ'][number] => ({ attribute, ad: value(inAd), entra: value(inEntra), says });

const value = (each: string | null | undefined): string => (each === undefined ? '(not read)' : each === null || each === '' ? '(empty)' : `"${showPlain(each, 200)}"`);

const twinDetail = ({ is, licence, lastSignIn, created, anchor, synced }: Twin): string =>
  showPlain(
    [is, licence, `last sign-in ${lastSignIn === null ? 'not known' : lastSignIn.slice(0, 10)}`, `made ${created === null ? 'at a time not known' : created.slice(0, 10)}`, synced === true ? 'synchronised' : 'not synchronised', anchor === null || anchor === '' ? 'no anchor' : `anchor ${anchor}`].join(', '),
    300,
  );
