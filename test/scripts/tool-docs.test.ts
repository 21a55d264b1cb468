import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { toolReference } from '../../scripts/generate-tool-docs.js';

test('docs/tools.md is what the definitions of tools, prompts and MCP resources say', () => {
  const written = readFileSync(resolve(import.meta.dirname, '../../docs/tools.md'), 'utf8');

  expect(written).toBe(toolReference());
});
