import { crc32, deflateSync } from 'node:zlib';

/** Columns of 5 by 7 dots for the characters that screenshots need, one hexadecimal byte a column. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '7e1111117e',
  B: '7f49494936',
  C: '3e41414122',
  D: '7f4141221c',
  E: '7f49494941',
  F: '7f09090901',
  G: '3e4149497a',
  H: '7f0808087f',
  I: '00417f4100',
  J: '2040413f01',
  K: '7f08142241',
  L: '7f40404040',
  M: '7f020c027f',
  N: '7f0408107f',
  O: '3e4141413e',
  P: '7f09090906',
  Q: '3e4151215e',
  R: '7f09192946',
  S: '4649494931',
  T: '01017f0101',
  U: '3f4040403f',
  V: '1f2040201f',
  W: '3f4038403f',
  X: '6314081463',
  Y: '0708700807',
  Z: '6151494543',
  '0': '3e5149453e',
  '1': '00427f4000',
  '2': '4261514946',
  '3': '2141454b31',
  '4': '1814127f10',
  '5': '2745454539',
  '6': '3c4a494930',
  '7': '0171090503',
  '8': '3649494936',
  '9': '064949291e',
  '.': '0060600000',
  ',': '0050300000',
  ':': '0036360000',
  '-': '0808080808',
  '/': '2010080402',
  _: '4040404040',
  '!': '00005f0000',
  '"': '0007000700',
  '(': '001c224100',
  ')': '0041221c00',
  ' ': '0000000000',
};

const SCALE = 2;
const CELL_WIDTH = 6 * SCALE;
const CELL_HEIGHT = 10 * SCALE;
const MARGIN = 12;

/** A greyscale PNG image that shows lines of text in capitals, as a screenshot would. */
export function textImage(lines: readonly string[]): Buffer {
  const width = 2 * MARGIN + Math.max(...lines.map((line) => line.length)) * CELL_WIDTH;
  const height = 2 * MARGIN + lines.length * CELL_HEIGHT;
  const pixels = Buffer.alloc((width + 1) * height, 0xff);
  for (let row = 0; row < height; row++) pixels[row * (width + 1)] = 0; // filter type of each line: none
  lines.forEach((line, row) => {
    Array.from(line.toUpperCase()).forEach((character, column) => {
      drawGlyph(pixels, width, GLYPHS[character] ?? '7f4141417f', MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT);
    });
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits a pixel, greyscale
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function drawGlyph(pixels: Buffer, width: number, glyph: string, left: number, top: number): void {
  for (let column = 0; column < 5; column++) {
    const bits = Number.parseInt(glyph.slice(column * 2, column * 2 + 2), 16);
    for (let dot = 0; dot < 7; dot++) {
      if (((bits >> dot) & 1) === 0) continue;
      for (let y = 0; y < SCALE; y++) {
        const start = (top + dot * SCALE + y) * (width + 1) + 1 + left + column * SCALE;
        pixels.fill(0x20, start, start + SCALE);
      }
    }
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
