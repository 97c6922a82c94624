import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { isAtOrBelow } from '../model/distinguished-name.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { policyHash } from './local-policy.ts';
import { RIGHTS_NEEDED } from './rights-needed.ts';

const WHAT = 'local policy';

/** Whether the local policy and the configuration fit together. What this relay cannot reach is a note only: relays of a group share one policy, and another one may reach it. Asks nobody. */
export function checkPolicy(config: RelayConfig, policy: LocalPolicy): readonly CheckLine[] {
  if (policy.readOnly || policy.operations.length === 0) return [ok(WHAT, `${policyHash(policy)}; nothing may be written${policy.readOnly ? ' (readOnly)' : ', since operations lists nothing'}`)];
  const wrong = [...placeLines(config, policy), ...listLines(config, policy), ...sealLines(policy)];
  return wrong.some(({ is }) => is === 'mend') ? wrong : [ok(WHAT, wrong.length === 0 ? `${policyHash(policy)}; what it lists can be reached` : policyHash(policy)), ...wrong];
}

function placeLines({ directories }: RelayConfig, { writableContainers, containersNever = [], operations }: LocalPolicy): readonly CheckLine[] {
  const bases = directories.map(({ baseDn }) => baseDn);
  const foreign = writableContainers.filter((container) => !bases.some((base) => isAtOrBelow(container, base)));
  const idle = containersNever.filter((never) => !writableContainers.some((container) => isAtOrBelow(never, container)) && !writableContainers.some((container) => isAtOrBelow(container, never)));
  const needy = operations.filter((operation) => (RIGHTS_NEEDED[operation].below ?? []).length > 0);
  return [
    ...foreign.map((container) => beyond(`${container} is in no domain of the configuration, so this relay writes nothing there`, 'correct writableContainers or add the domain to directories')),
    ...idle.map((container) => note(WHAT, `${container} (containersNever) lies in no writable container, so naming it changes nothing`)),
    ...(needy.length > 0 && writableContainers.length === 0 ? [mend(WHAT, `${needy.join(', ')} may run, but nowhere: writableContainers is empty`, 'name a container, or take them off the list')] : []),
  ];
}

function listLines({ directories, syncServers }: RelayConfig, { operations, objectsPerHour, upnSuffixes = [] }: LocalPolicy): readonly CheckLine[] {
  const inDirectory = operations.filter((operation) => RIGHTS_NEEDED[operation].server === undefined);
  const onServer = operations.filter((operation) => RIGHTS_NEEDED[operation].server !== undefined);
  return [
    ...(inDirectory.length > 0 && directories.length === 0 ? [beyond(`${inDirectory.join(', ')} may run, but the configuration names no domain`, 'add directories or take them off the list')] : []),
    ...(onServer.length > 0 && syncServers.length === 0 ? [beyond(`${onServer.join(', ')} may run, but the configuration names no sync server`, 'add syncServers or take them off the list')] : []),
    ...(operations.includes('ad.change-upn-suffixes') && upnSuffixes.length === 0 ? [mend(WHAT, 'ad.change-upn-suffixes may run, but for no suffix: upnSuffixes is empty', 'name the suffixes that may be added, or take it off the list')] : []),
    ...(operations.includes('ad.change-upn-suffixes') || upnSuffixes.length === 0 ? [] : [note(WHAT, 'upnSuffixes names suffixes, but operations does not list ad.change-upn-suffixes, so none of them is ever added')]),
    ...(objectsPerHour === 0 ? [mend(WHAT, 'objectsPerHour is 0, so every change is refused', 'set it to the number of objects that may be changed within an hour, or set readOnly: true')] : []),
  ];
}

const beyond = (says: string, how: string): CheckLine => ({ ...note(WHAT, says), mend: `${how}, unless another relay of the group does it` });

function sealLines({ sealing, operations }: LocalPolicy): readonly CheckLine[] {
  const unlisted = Object.keys(sealing?.operations ?? {}).filter((operation) => !operations.some((each) => each === operation));
  return unlisted.map((operation) => note(WHAT, `a seal is asked for ${operation}, which operations does not list`));
}
