const tone = (name) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)`, highlightColors: { default: 'var(--card-highlight)', subtle: 'var(--card-highlight)' } });

const foregroundColors = Object.fromEntries(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'].map((name) => [name, tone(name)]));

const container = (name) => ({ backgroundColor: `var(--card-fill-${name})`, borderColor: `var(--card-line-${name})`, borderThickness: 1, foregroundColors });

const FONT = 'var(--font)';

/** Spacing, type and container look as in Teams. Colours are variables of the page, so that a card follows the theme without being drawn again. */
export const HOST_CONFIG = {
  hostCapabilities: { capabilities: {} },
  supportsInteractivity: true,
  fontFamily: FONT,
  fontTypes: {
    default: { fontFamily: FONT, fontSizes: sizes(), fontWeights: weights() },
    monospace: { fontFamily: 'var(--font-mono)', fontSizes: { ...sizes(), default: 13 }, fontWeights: weights() },
  },
  fontSizes: sizes(),
  fontWeights: weights(),
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: Object.fromEntries(['default', 'emphasis', 'accent', 'good', 'attention', 'warning'].map((name) => [name, container(name)])),
  actions: {
    maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', preExpandSingleShowCardAction: false,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  media: { allowInlinePlayback: false },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
  inputs: {
    label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
  textStyles: {
    heading: { weight: 'bolder', size: 'large', color: 'default', isSubtle: false, fontType: 'default' },
    columnHeader: { weight: 'bolder', size: 'default', color: 'default', isSubtle: false, fontType: 'default' },
  },
  textBlock: { headingLevel: 3 },
  table: { cellSpacing: 8 },
};

function sizes() {
  return { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
}

function weights() {
  return { lighter: 300, default: 400, bolder: 600 };
}
