/**
 * Text messages. Each has at most two segments with its link, so every character
 * counts; and every letter is one of the GSM alphabet (`lib/adapters/sms/gsm7.ts`).
 */
interface Consultation {
  readonly artist: string;
  readonly when: string;
}

type WithLink = Consultation & { readonly link: string };

export const texts = {
  /** Where the artist's name cannot be written in the alphabet. */
  yourArtist: "your artist",
  message: ({ studio, text }: {
    readonly studio: string;
    readonly text: string;
  }) => `${studio}: ${text} Reply STOP to end`,
  confirmed: ({ artist, when, link }: WithLink) =>
    `your consultation with ${artist} is confirmed for ${when}. Your link: ${link}`,
  rescheduled: ({ artist, when, link }: WithLink) =>
    `your consultation with ${artist} is now on ${when}. Your new link: ${link}`,
  cancelled: (
    { artist, when, reference }: Consultation & { readonly reference: string },
  ) =>
    `your consultation with ${artist} on ${when} is cancelled (ref. ${reference}).`,
  reminder: ({ artist, when, link, soon }: WithLink & {
    readonly soon: boolean;
  }) =>
    soon
      ? `your consultation with ${artist} starts soon, ${when}. Your link: ${link}`
      : `your consultation with ${artist} is coming up: ${when}. Your link: ${link}`,
  ready: ({ artist, link }: Pick<WithLink, "artist" | "link">) =>
    `${artist} is ready for you now: ${link}`,
};
