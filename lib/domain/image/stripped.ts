/** An image with nothing but the image. */
export interface StrippedImage {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
