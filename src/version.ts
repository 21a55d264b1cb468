// Set by the bundler (scripts/build.mjs) and by vitest; absent when a source file is run directly.
// oxlint-disable-next-line no-underscore-dangle -- the customary look of a name that is replaced at build time
declare const __VERSION__: string | undefined;

export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source';
