import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry, CsObject, ExportError, Scheduler } from '../model/evidence.ts';
import type { FromServer, Reading } from '../model/exhibits.ts';
import { remembered } from '../model/remembered.ts';
import { firstOf } from './attributes.ts';

/** The one server that exports; null when none, several, or only standby servers are known. */
export function activeServer(schedulers: Reading<readonly FromServer<Scheduler>[]>): string | null {
  if (schedulers.state === 'unknown') return null;
  const active = schedulers.value.filter(({ value }) => value.StagingModeEnabled === false);
  return active.length === 1 ? (active[0]?.server ?? null) : null;
}

/** Whether only standby servers could be asked. */
export function onlyStandby(schedulers: Reading<readonly FromServer<Scheduler>[]>): boolean {
  return schedulers.state === 'known' && schedulers.value.length > 0 && schedulers.value.every(({ value }) => value.StagingModeEnabled === true);
}

const isEntra = remembered((object: CsObject): boolean =>
  object.ConnectorType?.toLowerCase().startsWith('extensible') === true ||
  / - AAD$/i.test(object.ConnectorName ?? '') ||
  /\.onmicrosoft\.com/i.test(object.ConnectorName ?? '') ||
  /^CN=\{[0-9A-F]+\}$/i.test(object.DistinguishedName ?? ''),
);

/** The object in the connector space of its forest: really imported, not a mere reference. */
export const inForestSpace = (objects: readonly CsObject[], ad: AdEntry): CsObject | undefined =>
  objects.find((each) => !isEntra(each) && each.IsPlaceHolder !== true && (sameDn(each.DistinguishedName ?? '', ad.dn) || sameAnchor(each, ad)));

const sameAnchor = (object: CsObject, ad: AdEntry): boolean =>
  typeof object.AnchorValue === 'string' && object.AnchorValue !== '' && object.AnchorValue === firstOf(ad, 'objectGUID');

/** The objects in the connector space of Entra that carry one of these anchors. */
export const inEntraSpace = (objects: readonly CsObject[], anchors: readonly string[]): readonly CsObject[] => {
  const names = anchors.map((anchor) => connectorSpaceDnOfAnchor(anchor).toUpperCase());
  return objects.filter((each) => isEntra(each) && (names.includes((each.DistinguishedName ?? '').toUpperCase()) || anchors.some((anchor) => statesAnchor(each, anchor))));
};

const statesAnchor = (object: CsObject, anchor: string): boolean =>
  (object.Attributes ?? []).some((attribute) => attribute.Name?.toLowerCase() === 'sourceanchor' && (attribute.Values ?? []).includes(anchor));

/** What the engine says about the export of one object, and by which server. */
export interface StatedError {
  readonly server: string;
  readonly standby: boolean;
  readonly error: ExportError;
}

/** Export errors of the objects with these anchors, of the servers that count. */
export function exportErrorsOf(spaces: readonly FromServer<readonly CsObject[]>[], anchors: readonly string[]): readonly StatedError[] {
  return spaces.flatMap(({ server, staging, value }) =>
    inEntraSpace(value, anchors).flatMap((object) =>
      object.ExportError === null || object.ExportError === undefined || object.HasExportError === false ? [] : [{ server, standby: staging === true, error: object.ExportError }],
    ),
  );
}
