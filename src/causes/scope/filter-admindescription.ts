import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { forestConnector } from '../../deduce/forest-connector.ts';
import { inboundRulesFor } from '../../deduce/inbound-rules.ts';
import { knownOf } from '../../deduce/reading.ts';
import { meets, type Answer } from '../../deduce/scope-filter.ts';
import type { SyncRule } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { repairOf, valuesTo } from '../repair.ts';

const PREFIXES = { user: 'User_', group: 'Group_', contact: 'Contact_', device: 'Computer_' } as const;

export const filterAdmindescription = defineCause({
  id: 'filter-admindescription',
  area: 'scope',
  layer: 2,
  title: 'adminDescription starts with User_ (Group_, Contact_)',
  why: 'The inbound rules leave out objects whose adminDescription begins with a word of their kind and an underscore. Migration tools and administrators set it on purpose to keep an object out of the cloud, and forget it there.',
  checkYourself: [
    'Look at adminDescription of the object.',
    'Open the inbound join rule of its kind in the Synchronization Rules Editor and look for adminDescription in the scoping filter.',
    'Ask who set the value and why: it is often part of a migration.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Ask whoever runs the migration whether the object is to stay out. If not, note the value, clear adminDescription and start a delta cycle.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['directory.forests', 'syncServers.rules', 'syncServers.connectors', 'syncServers.scheduler', ...ARRIVAL],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const value = firstOf(ad, 'adminDescription');
    if (value === undefined) return ruledOut('adminDescription is empty');
    const lists = knownOf(also['syncServers.connectors']) ?? [];
    const forests = knownOf(also['directory.forests']) ?? [];
    const servers = knownOf(also['syncServers.rules']);
    const read = (servers ?? []).map(({ server, value }) => ({ server, rules: inboundRulesFor(ad, value, forestConnector(ad, forests, lists.find((each) => each.server === server)?.value ?? [])) }));
    const conditions = read.some(({ rules }) => rules.length > 0) ? read.flatMap((each) => conditionsFor(ad, each)) : undefined;
    const failed = conditions?.find(({ answer }) => answer === false);
    const facts = { repair: repairOf(ad, [valuesTo(ad, 'adminDescription', [])], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, value, rule: failed?.rule ?? null };
    const shown = inAd(ad, 'adminDescription', value);
    if (failed !== undefined) return { is: 'confirmed', facts, evidenceClass: servers?.every(({ staging }) => staging === true) === true ? 'C' : 'B', evidence: [shown, onServer(failed.server, 'ScopeFilter', failed.rule)] };
    if (conditions !== undefined && !conditions.some(({ answer }) => answer === undefined)) return ruledOut('no rule that reads it leaves it out for that value');
    if (!value.toLowerCase().startsWith(PREFIXES[subject.kind].toLowerCase())) return conditions === undefined ? ruledOut('its value has no prefix that the rules know') : cannotTell('syncServers.rules');
    if (hasArrived(subject, also) === true) return ruledOut('it arrives all the same');
    return { is: 'confirmed', facts, evidenceClass: 'C', evidence: [shown] };
  },

  explain: ({ dn, value, rule }) =>
    rule === null ? `adminDescription of ${dn} is "${value}"; the usual rules leave such objects out, but the rules of the server could not be compared.` : `adminDescription of ${dn} is "${value}", and the rule "${rule}" leaves such objects out.`,
});

interface Judged {
  readonly server: string;
  readonly rule: string;
  readonly answer: Answer;
}

const conditionsFor = (ad: AdObject, { server, rules }: { readonly server: string; readonly rules: readonly SyncRule[] }): readonly Judged[] =>
  rules.flatMap((rule) =>
    (rule.ScopeFilter ?? []).flatMap((group) => (group.ScopeConditionList ?? []).flatMap((condition) => (sameText(condition.Attribute, 'adminDescription') ? [{ server, rule: rule.Name ?? '', answer: meets(condition, ad) }] : []))),
  );
