/** Longest line of foreign text on a card; more is cut with an ellipsis. */
export const LONGEST_LINE = 300;

/**
 * Foreign text made safe to show where Markdown is not read (RichTextBlock, plain text): invisible and direction-changing
 * characters become visible as `⟨U+202E⟩`, line breaks become spaces, and long text is cut.
 */
export function showPlain(text: string | null | undefined, longest: number = LONGEST_LINE): string {
  const shown = (text ?? '')
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(UNSEEN, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .trim();
  const characters = Array.from(shown);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : shown;
}

/** The same for places that read Markdown (TextBlock, FactSet, titles of messages): every mark is shown as typed. */
export function showMarkdown(text: string | null | undefined, longest: number = LONGEST_LINE): string {
  return escapeMarkdown(showPlain(text, longest));
}

/** Escapes what Markdown would read as formatting, a link, a list, a heading or HTML; other characters stay as they are. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]#~<>|!]/gu, '\\$&').replace(/^(\s*)([-+])(?=\s|$)/u, '$1\\$2').replace(/^(\s*\d+)\.(?=\s|$)/u, '$1\\.').replace(/^(\s*)([-=]{2,}\s*)$/u, '$1\\$2');
}

/** Text or, when there is none, a dash: templates know no empty value. */
export const orDash = (text: string | null | undefined): string => (text === null || text === undefined || text.trim() === '' ? '—' : text);

/** Bidirectional controls, zero-width and other invisible characters, controls, and lone surrogates. */
const UNSEEN = /[\p{Cf}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0\uFE00-\uFE0F]|(?![\t\n\r])\p{Cc}/gu;
