import type { ChainLink, Stage } from '../model/diagnosis.ts';
import { showPlain } from './escape.ts';
import { look } from './look.ts';
import type { Colour, Mark } from './look.ts';

export interface ChainLineData {
  readonly mark: string;
  readonly color: Colour;
  readonly stage: string;
  readonly weight: 'Default' | 'Bolder';
  readonly says: string;
}

/** One station of the way from AD to Entra ID. */
export function chainLine(link: ChainLink): ChainLineData {
  const { mark, word } = STATES[link.state];
  const says = showPlain(link.says, 160);
  return { ...look(mark), stage: STAGE_NAMES[link.stage], weight: link.state === 'stopped' ? 'Bolder' : 'Default', says: ` ${[word, says].filter((each) => each !== '').join(': ')}` };
}

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  'active-directory': 'Active Directory',
  'scope': 'Scope and filters',
  'connector-space': 'Connector space',
  'metaverse': 'Metaverse',
  'export': 'Export',
  'entra-id': 'Entra ID',
  'after-sync': 'After sync',
};

const STATES: Readonly<Record<ChainLink['state'], { readonly mark: Mark; readonly word: string }>> = {
  'ok': { mark: 'fine', word: 'ok' },
  'stopped': { mark: 'broken', word: 'stopped here' },
  'degraded': { mark: 'doubtful', word: 'with faults' },
  'not-checked': { mark: 'open', word: '' },
};
