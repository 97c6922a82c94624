import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';

/** Steps of a migration that concern more than one object, or a server. */
export const migrationByPeople = {
  carryAnchors: byPeople<{ readonly dn: string; readonly name: string; readonly people: number }>({
    id: 'carry-anchors-over', cause: 'new-domain-new-anchor', title: 'Carry the anchors over to the new domain', risk: 'high', undo: 'full',
    tasks: ({ dn, name, people }) => [
      { says: `Save onPremisesImmutableId of all cloud accounts as a list; ${people === 1 ? 'this account is' : `${people} accounts that were looked at are`} concerned. Put the sync server into staging mode. Never switch directory synchronisation of the tenant off for this: it takes up to three days and turns every account into one of the cloud.` },
      { says: `Look whether ${name} has a directory role or an onPremisesObjectIdentifier of its former AD account; the latter is cleared with Graph Explorer (beta) by a Hybrid Identity Administrator.`, link: adminPages.graphExplorer },
      { says: `Write the anchor of ${name}, decoded, into mS-DS-ConsistencyGuid of ${dn}, and so on for the others, before the first export. Then leave staging mode.` },
    ],
  }),
  retireOldAccount: byPeople<{ readonly old: string; readonly fresh: string }>({
    id: 'retire-old-account', cause: 'source-account-still-in-scope', title: 'Carry the anchor over, then take the old account out of scope', risk: 'high', undo: '30-days',
    tasks: ({ old, fresh }) => [
      { says: `First write the anchor of the cloud account (onPremisesImmutableId, decoded) into mS-DS-ConsistencyGuid of ${fresh}. The other way round the cloud account is deleted.`, link: adminPages.graphExplorer },
      { says: `Then take ${old} out of scope: put User_NoSync into its adminDescription, or move it to an OU that is not synchronised.` },
      { says: 'Start a delta cycle and see that the cloud account is still there and names the new AD account in onPremisesDistinguishedName.', link: adminPages.entraUsers },
    ],
  }),
  alignServers: byPeople<{ readonly names: readonly string[]; readonly containers: boolean; readonly anchor: boolean; readonly rules: readonly { readonly server: string; readonly name: string; readonly how: string }[] }>({
    id: 'align-servers', cause: 'server-configs-differ', title: 'Align the configurations of the sync servers', risk: 'high', undo: 'none',
    tasks: ({ names, containers, anchor, rules }) => [
      { says: `Keep the server that is to take over in staging mode. Export the configuration of ${names.join(' and ')} (View or export current configuration) and decide which one is right.` },
      ...(containers ? [{ says: 'Select the same domains and OUs in the wizard of the other one.' }] : []),
      ...(rules.length === 0 ? [] : [{ says: `Align the rules in the Synchronization Rules Editor: ${rules.slice(0, 5).map(({ server, name, how }) => `${name} on ${server} (${how})`).join('; ')}${rules.length > 5 ? `; and ${rules.length - 5} more` : ''}.` }]),
      ...(anchor ? [{ says: 'The anchor attribute cannot be changed: install the wrong server again with the attribute of the right one.' }] : []),
      { says: 'Run a full cycle there and look at the pending exports before it leaves staging mode.' },
    ],
  }),
  verifyDomain: byPeople<{ readonly domain: string }>({
    id: 'verify-domain-again', cause: 'domain-removed-from-tenant', title: 'Verify the domain again', risk: 'low', undo: 'full',
    tasks: ({ domain }) => [
      { says: `As a Domain Name Administrator, add ${domain} under Custom domain names, put the record that is shown there into DNS, and choose Verify.`, link: adminPages.domains, watch: { for: 'domain-verified', domain }, hours: 14 * 24 },
      { says: 'Wait until Entra has given the users their names back by itself; no cycle is needed.', link: adminPages.entraUsers, hours: 14 * 24 },
    ],
  }),
} as const;
