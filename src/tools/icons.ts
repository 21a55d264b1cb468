import type { Effect } from '../error-words.js';
import { svgIcon, type Icon } from '../icon.js';

/** Strokes on a square of 16: a magnifying glass, a plus, a pencil, a cross. */
const STROKES: Readonly<Record<Effect, { readonly colour: string; readonly path: string }>> = {
  read: { colour: '0b5cab', path: 'M11 7a4 4 0 11-8 0 4 4 0 018 0zm-1 3l4 4' },
  create: { colour: '1a7f37', path: 'M8 3v10M3 8h10' },
  update: { colour: '9a6700', path: 'M3 13v-3l7-7 3 3-7 7z' },
  delete: { colour: 'cf222e', path: 'M4 4l8 8M12 4l-8 8' },
};

/** A tool's pictures. They follow from its one effect, like its annotations. */
export function iconsOf(effect: Effect): Icon[] {
  const { colour, path } = STROKES[effect];
  return [
    svgIcon(
      `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill='none' stroke='#${colour}' stroke-width='2' d='${path}'/></svg>`,
    ),
  ];
}
