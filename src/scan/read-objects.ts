import { asLaidDown } from '../boundary/trust.ts';
import type { AdObject } from '../model/exhibits.ts';
import { CLOUD_LISTS, type CloudList } from '../ports/tenant-lists.ts';
import type { ListedCloudObject } from './cloud-keys.ts';
import type { ScanState } from './scan-state.ts';

/** The text of an object, as it was laid down by this process. */
export function entryAt({ directory, room }: ScanState, object: number): AdObject {
  return asLaidDown<AdObject>(directory.textOf(object, room));
}

export interface CloudAt {
  readonly list: CloudList;
  readonly object: ListedCloudObject;
}

export function cloudAt({ entra, room }: ScanState, object: number): CloudAt {
  return { list: CLOUD_LISTS[entra.listOf(object)] ?? 'users', object: asLaidDown<ListedCloudObject>(entra.textOf(object, room)) };
}
