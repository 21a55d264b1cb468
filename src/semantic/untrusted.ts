/**
 * Text that strangers may have written (titles, notes, contact names, file names), made safe to show: no control, bidirectional or
 * invisible characters, which hide instructions from people; no markup that a host might render as a link, image or element. The words
 * themselves stay. Every text that comes from a record passes through here before it leaves the semantic layer.
 */
export function cleanText(text: string): string {
  return defuseMarkup(removeInvisible(text));
}

/** {@link cleanText} on one line, for cells of a list. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/gu, ' ').trim();
}

/** The text, no longer than `longest` characters and a mark that says how many are missing. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = longest - trailingSurrogate(text, longest);
  return `${text.slice(0, end).trimEnd()}… [+${text.length - end} characters]`;
}

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

// Control, format, private-use and default-ignorable characters, and halves of surrogate pairs. The two joiners that Indic, Arabic and
// emoji texts need stay where they stand between such characters.
const INVISIBLE =
  /(?![\n\t])(?!(?<=[\p{L}\p{M}\p{Extended_Pictographic}])[\u200C\u200D](?=[\p{L}\p{M}\p{Extended_Pictographic}]))[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{DI}\u2800]/gu;

function removeInvisible(text: string): string {
  return text.replaceAll(LINE_ENDS, '\n').replaceAll(INVISIBLE, '');
}

/** Breaks Markdown links, images and reference definitions apart by a space, and turns the start of HTML elements and autolinks into text. */
function defuseMarkup(text: string): string {
  return text
    .replaceAll(/\](?=[([])/g, '] ')
    .replaceAll(/\](?=:)/g, '] ')
    .replaceAll('![', '! [')
    .replaceAll(/<(?=[a-z/!?])/gi, '‹');
}

function trailingSurrogate(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? 1 : 0;
}
