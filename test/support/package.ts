import packageJson from '../../package.json' with { type: 'json' };

export const VERSION_OF_PACKAGE = packageJson.version;
