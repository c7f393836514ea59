/**
 * How often each part of what the two people exchange beside sound and picture
 * has changed. The contents have rows of their own: a page that sees another
 * number than before asks for them.
 */
export interface Exchange {
  /** The number of messages sent; the last one has this number. */
  readonly messages: number;
  readonly stills: number;
  /** Its steps, and which stills are on it. */
  readonly lookSheet: number;
}
export type ExchangePart = keyof Exchange;

export const NO_EXCHANGE: Exchange = { messages: 0, stills: 0, lookSheet: 0 };

/** A row of an older version lacks the newer parts. */
export function exchangeOf(stored: Partial<Exchange> | null): Exchange {
  return { ...NO_EXCHANGE, ...stored };
}
