import type { PredictedCause, Prediction } from '../model/prediction.ts';
import type { PlanState } from '../model/plan.ts';
import { showPlain } from './escape.ts';
import { look, type Colour, type Mark } from './look.ts';

/** What a plan card says of the time after the plan; the names that cards/plan.json binds. */
export interface Outlook {
  readonly hasOutlook: boolean;
  readonly outlook: readonly { readonly mark: string; readonly color: Colour; readonly says: string }[];
  readonly outlookMore: string;
  readonly hasOverwrites: boolean;
  readonly overwrites: readonly { readonly attribute: string; readonly says: string }[];
  readonly overwritesMore: string;
}

const GROUPS: readonly { readonly becomes: PredictedCause['becomes']; readonly mark: Mark; readonly word: string }[] = [
  { becomes: 'gone', mark: 'fine', word: 'Gone' },
  { becomes: 'stays', mark: 'open', word: 'Stays' },
  { becomes: 'new', mark: 'doubtful', word: 'Comes up' },
  { becomes: 'cannot-tell', mark: 'doubtful', word: 'Cannot be told' },
];
const MOST_SENTENCES = 3;
const MOST_VALUES = 8;
const NOTHING: Outlook = { hasOutlook: false, outlook: [], outlookMore: '', hasOverwrites: false, overwrites: [], overwritesMore: '' };

/** A few lines: what becomes of the causes, what the next cycle does, and which values of the cloud AD will overwrite. Nothing once the plan has run. */
export function outlookOf(prediction: Prediction | null, state: PlanState): Outlook {
  if (prediction === null || (state !== 'pending' && state !== 'approved')) return NOTHING;
  const { causes, nextCycle, overwrites } = prediction;
  const fates = GROUPS.flatMap(({ becomes, mark, word }) => {
    const own = causes.filter((cause) => cause.becomes === becomes);
    return own.length === 0 ? [] : [{ ...look(mark), says: `${word}: ${own.map(spoken).join('; ')}` }];
  });
  const cycle = nextCycle.slice(0, MOST_SENTENCES).map((sentence) => ({ ...look('running'), says: showPlain(sentence, 300) }));
  const outlook = [...fates, ...cycle];
  return {
    hasOutlook: outlook.length > 0,
    outlook,
    outlookMore: nextCycle.length > MOST_SENTENCES ? `… and ${nextCycle.length - MOST_SENTENCES} more that the cycle does` : '',
    hasOverwrites: overwrites.length > 0,
    overwrites: overwrites.slice(0, MOST_VALUES).map(({ attribute, cloud, ad }) => ({ attribute: showPlain(attribute, 60), says: `${listed(cloud)} becomes ${listed(ad)}` })),
    overwritesMore: overwrites.length > MOST_VALUES ? `… and ${overwrites.length - MOST_VALUES} more` : '',
  };
}

const spoken = ({ title, because }: PredictedCause): string => `${showPlain(title, 160)}${because === '' ? '' : ` (${showPlain(because, 200)})`}`;

const listed = (values: readonly string[]): string => (values.length === 0 ? 'nothing' : showPlain(values.slice(0, 6).join(', '), 300) + (values.length > 6 ? ', …' : ''));
