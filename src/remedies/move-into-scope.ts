import type { ScopeMove } from '../causes/move-into-scope.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { Place } from '../deduce/container-facts.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { NO_CYCLE } from './repair-values.ts';

export const moveIntoScope = defineRemedy<{ readonly move: ScopeMove | null; readonly server: ExportingServer | null }>({
  id: 'move-into-scope',
  title: 'Move the account to where its manager stands',
  risk: 'medium',
  undo: '30-days',
  notTogetherWith: ['domain-not-selected', 'filter-admindescription', 'filter-custom-rule', 'group-filter-not-direct-member', 'new-domain-new-anchor', 'source-account-still-in-scope', 'duplicate-anchor-in-ad', 'soft-match-blocked-by-tenant', ...NO_CYCLE],
  says: ({ move }) => (move === null ? '' : `Move ${move.object.dn} to ${move.to.dn}, which is synchronised and where its manager stands, and run a delta cycle. Moving it back puts its cloud account into the recycle bin. ${comparison(move.from, move.to)}`),
  steps({ move, server }) {
    if (move === null) return null;
    const { object, from, to } = move;
    return withCycle(server?.name ?? null, `${object.dn} moved into scope`, { operation: 'ad.move', params: { object, from: from.dn, to: to.dn }, says: `Move ${object.dn} to ${to.dn}. ${comparison(from, to)}` });
  },
});

/** What changes with the place: group policies, who may do what there, and where rights from further up end. */
export function comparison(from: Place, to: Place): string {
  const policies = `Group policies: ${spokenPolicies(from)} before, ${spokenPolicies(to)} after.`;
  return `${policies} Rights given by the access list of ${from.dn}: ${spokenGrants(from)}, ${spokenCut(from)}. By that of ${to.dn}: ${spokenGrants(to)}, ${spokenCut(to)}.`;
}

const MOST_TRUSTEES = 8;

function spokenGrants({ grants }: Place): string {
  if (grants === null) return 'they could not be read';
  if (grants.length === 0) return 'none besides those of administrators';
  const shown = grants.slice(0, MOST_TRUSTEES).map(({ trustee, may }) => `${trustee} may ${new Intl.ListFormat('en').format(may)}`);
  return [...shown, ...(grants.length > MOST_TRUSTEES ? [`and ${grants.length - MOST_TRUSTEES} more`] : [])].join('; ');
}

const spokenPolicies = ({ policies }: Place): string => (policies === null ? 'not read' : policies.length === 0 ? 'none linked' : policies.slice(0, 8).map((dn) => /\{[^}]+\}/.exec(dn)?.[0] ?? dn).join(', '));
const spokenCut = ({ cutOff }: Place): string =>
  cutOff === null ? 'and whether rights from further up reach it could not be read' : cutOff.length === 0 ? 'and rights from further up reach it' : `and rights from further up end at ${cutOff.join(', ')}`;
