/** A picture that goes with an answer, beside its text. */
export interface Picture {
  readonly mimeType: string;
  readonly base64: string;
}

/** A tool's answer: plain data, sent as structured content and, rendered, as text. */
export type Answer = Readonly<Record<string, unknown>>;

/** An answer with pictures. */
export class Illustrated<A> {
  readonly answer: A;
  readonly pictures: readonly Picture[];

  constructor(answer: A, pictures: readonly Picture[]) {
    this.answer = answer;
    this.pictures = pictures;
  }
}
