// Set by the build; absent when the sources run as they are.
// oxlint-disable-next-line no-underscore-dangle
declare const __VERSION__: string | undefined;

export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
