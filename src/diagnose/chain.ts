import { STAGES, type ChainLink, type Finding, type Stage } from '../model/diagnosis.ts';
import type { Situation } from './situation.ts';

type State = ChainLink['state'];
type Said = readonly [State, string];

/** The way of an object from AD to the cloud, stage by stage. It stops once; what lies behind that it does not reach. */
export function chainOf(situation: Situation, findings: readonly Finding[]): readonly ChainLink[] {
  const stages: readonly (readonly [Stage, Said])[] = [
    ['active-directory', inDirectory(situation)],
    ['scope', inScope(situation, findings)],
    ['connector-space', inSpace(situation)],
    ['metaverse', inMetaverse(situation, findings)],
    ['export', exported(situation, findings)],
    ['entra-id', inEntra(situation, findings)],
    ['after-sync', afterwards(situation, findings)],
  ];
  const stop = stages.findIndex(([, [state]]) => state === 'stopped');
  return stages.map(([stage, [state, says]], at) => (state === 'stopped' && at > stop ? { stage, state: 'not-checked', says: 'It did not get this far.' } : { stage, state, says }));
}

/** Where nobody, or more than one, was found there is no way to follow. */
export const chainOfNobody = (isNotThere: boolean): readonly ChainLink[] =>
  STAGES.map((stage) =>
    stage === 'active-directory' && isNotThere
      ? { stage, state: 'stopped', says: 'There is no such object in Active Directory.' }
      : { stage, state: 'not-checked', says: 'It is not clear which object is meant.' },
  );

function inDirectory({ subject: { ad }, adRead }: Situation): Said {
  if (ad !== undefined) return ['ok', `${ad.dn} exists.`];
  return adRead ? ['stopped', 'There is no such object in Active Directory.'] : ['not-checked', 'Active Directory could not be read.'];
}

/** A filter that keeps the object out stops it here; of one that is in the engine all the same, the filter has not taken effect yet. */
function inScope({ scope, imported }: Situation, findings: readonly Finding[]): Said {
  const filter = findings.find(({ area, layer, evidenceClass }) => area === 'scope' && layer === 2 && (evidenceClass === 'A' || evidenceClass === 'B'));
  if (filter !== undefined && scope?.is !== 'excluded' && scope?.is !== 'not-included') return [imported === null || imported === undefined ? 'stopped' : 'degraded', filter.says];
  switch (scope?.is) {
    case 'in':
      return ['ok', `It lies in the selected container ${scope.because}.`];
    case 'excluded':
      return ['stopped', `It lies below ${scope.by}, which is excluded.`];
    case 'not-included':
      return ['stopped', 'It lies below no selected container.'];
    case 'domain-not-selected':
      return ['stopped', `Its domain ${scope.domain} is not selected.`];
    case 'no-connector':
      return ['stopped', 'No connector reads its domain.'];
    case 'unknown':
    case undefined:
      return ['not-checked', 'The selected containers are not known.'];
  }
}

function inSpace({ imported, scope }: Situation): Said {
  if (imported === undefined) return ['not-checked', 'The connector space was not read.'];
  if (imported === null) return ['stopped', scope?.is === 'in' ? 'It has not been imported.' : 'It is not in the connector space.'];
  if (imported.HasSyncError === true) return ['degraded', `The synchronisation of it reports ${imported.SynchronizationError?.ErrorType ?? 'an error'}.`];
  return ['ok', 'It was imported.'];
}

function inMetaverse({ inMetaverse: there, imported }: Situation, findings: readonly Finding[]): Said {
  const rule = findings.find(({ layer, evidenceClass }) => layer === 3 && evidenceClass === 'A');
  if (rule !== undefined) return [there === true ? 'degraded' : 'stopped', rule.says];
  if (there === undefined) return ['not-checked', 'The metaverse was not read.'];
  if (there) return ['ok', 'It is in the metaverse.'];
  return ['stopped', imported === null ? 'It is not in the metaverse either.' : 'It is not joined to the metaverse.'];
}

function exported({ exportError, exporting, standbyOnly }: Situation, findings: readonly Finding[]): Said {
  const server = findings.find(({ layer, evidenceClass }) => layer === 1 && evidenceClass !== 'D');
  if (server !== undefined) return ['stopped', server.says];
  if (standbyOnly) return ['not-checked', 'Only a standby server was asked; it exports nothing.'];
  if (exportError !== undefined) return ['stopped', `The export is refused: ${exportError.evidence.value}.`];
  if (exporting === undefined) return ['not-checked', 'The connector space of Entra was not read.'];
  return exporting === null ? ['stopped', 'It has not been exported.'] : ['ok', 'It was exported without an error.'];
}

function inEntra({ cloud, cloudRead, renamed }: Situation, findings: readonly Finding[]): Said {
  if (!cloudRead) return ['not-checked', 'Entra could not be read.'];
  if (cloud === undefined) return ['stopped', 'No object in Entra is bound to it.'];
  const wrong = findings.find(({ layer, evidenceClass }) => (layer === 4 || layer === 5) && evidenceClass !== 'D');
  if (wrong !== undefined) return ['degraded', wrong.says];
  return renamed ? ['degraded', 'Its sign-in name was rewritten.'] : ['ok', 'It is in Entra.'];
}

function afterwards({ cloud, cloudRead }: Situation, findings: readonly Finding[]): Said {
  if (!cloudRead || cloud === undefined) return ['not-checked', 'That comes after the arrival in Entra.'];
  const wrong = findings.find(({ layer }) => layer === 6);
  return wrong === undefined ? ['ok', 'Nothing is known to be missing after the synchronisation.'] : ['degraded', wrong.says];
}
