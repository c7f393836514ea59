/** What is said to every client, in the language of the reader. */
export interface PrepareWords {
  readonly light: string;
  /** For services without tips of their own. */
  readonly face: readonly string[];
  readonly devices: readonly string[];
}

/**
 * What a client prepares: light and devices always, the rest as the service
 * says. Mails and the client's page show the same.
 *
 * @param prepare `Booking.prepare`: a tip in each line
 */
export function prepareTips(
  prepare: string | undefined,
  { light, face, devices }: PrepareWords,
): readonly string[] {
  return [light, ...(prepare?.split("\n") ?? face), ...devices];
}
