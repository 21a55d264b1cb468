import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText, cutText } from '../../src/semantic/untrusted.js';

describe('cleanText', () => {
  test.each([
    ['control characters', 'a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['bidirectional overrides', 'safe\u202Egnp.exe\u202C', 'safegnp.exe'],
    ['isolates and marks', '\u2066x\u2069\u200F\u061C', 'x'],
    ['zero-width characters', 'in\u200Bvis\u2060ible\uFEFF', 'invisible'],
    ['tag characters that spell hidden words', 'hi\u{E0069}\u{E0067}\u{E006E}', 'hi'],
    ['variation selectors', 'a\uFE01b\u{E0101}', 'ab'],
    ['fillers', 'a\u3164b\u115Fc\u2800d', 'abcd'],
    ['half a surrogate pair', 'a\uD800b', 'ab'],
    ['an image', '![x](https://evil.example/?q=1)', '! [x] (https://evil.example/?q=1)'],
    ['a link', '[click](https://evil.example)', '[click] (https://evil.example)'],
    ['a reference link and its definition', '[a][b]\n[b]: https://evil.example', '[a] [b]\n[b] : https://evil.example'],
    ['an HTML element', '<img src=x onerror=alert(1)></a>', '‹img src=x onerror=alert(1)>‹/a>'],
    ['an autolink', '<https://evil.example>', '‹https://evil.example>'],
  ])('defuses %s', (_what, hostile, clean) => {
    expect(cleanText(hostile)).toBe(clean);
  });

  test.each([
    'Müller & Söhne',
    'a < b and c > d',
    'نمی\u200Cخواهم',
    '👩\u200D💻 ok',
    'line 1\nline 2\tend',
    'array[0] (first)',
    '日本語',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  test('unifies line ends', () => {
    expect(cleanText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
  });

  test('is idempotent and leaves nothing that it removes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/[\u200B\u202A-\u202E\u2066-\u2069\uFEFF]|!\[|\]\(|<[a-z]/iu);
      }),
    );
  });
});

test('cleanLine puts everything on one line', () => {
  expect(cleanLine('  a\n\n b\tc ')).toBe('a b c');
});

describe('cutText', () => {
  test('marks how much is missing', () => {
    expect(cutText('abcdefghij', 4)).toBe('abcd… [+6 characters]');
    expect(cutText('abcd', 4)).toBe('abcd');
  });

  test('never cuts a character in half', () => {
    expect(cutText('ab😀cd', 3)).toBe('ab… [+4 characters]');
  });
});
