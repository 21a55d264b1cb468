/** Money and hours have four decimals (dossier §9); sums are made of whole ten-thousandths, so that they reconcile to the last digit. */
const SCALE = 10_000;

/** An exact running sum. */
export class DecimalSum {
  #tenThousandths = 0n;

  add(value: number): void {
    this.#tenThousandths += BigInt(Math.round(value * SCALE));
  }

  get value(): number {
    return toNumber(this.#tenThousandths);
  }

  /** The sum divided by a count, rounded to four decimals. */
  dividedBy(count: number): number {
    return Math.round((this.value / count) * SCALE) / SCALE;
  }
}

function toNumber(tenThousandths: bigint): number {
  return Number(tenThousandths) / SCALE;
}
