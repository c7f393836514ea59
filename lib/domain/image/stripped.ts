/** A picture without anything beside the picture. */
export interface Stripped {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
