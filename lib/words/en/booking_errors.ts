/** The error of a field of the booking form. */
export const bookingErrors = {
  name: "Please tell us your name.",
  emailMissing: "We need your email to send you the link.",
  email: "This does not look like an email address.",
  tooLong: ({ most }: { readonly most: number }) =>
    `Use at most ${most} characters.`,
  answerMissing: "Your artist needs an answer to this.",
  choiceMissing: "Please choose an answer.",
  notAChoice: "Please choose one of the answers.",
  zone: "We don’t know this time zone. Choose one from the list.",
  phoneMissing:
    "We need your number to send you text messages. Otherwise, untick the box.",
  phone: ({ example }: { readonly example: string }) =>
    `Start with + and your country code, for example ${example}.`,
  phoneUsedOften:
    "This number was used often today. Book without text messages, or tomorrow.",
  photosTooLarge:
    "These photos are too large together. Choose fewer, or smaller ones.",
  /** A photo whose file has no name. */
  unnamedPhoto: "A photo",
};
