/** Photos that go with a booking. */
export const photos = {
  label: "Photos",
  hint: ({ most }: { readonly most: number }) =>
    `Your face in daylight, or a look you like: up to ${most}, as JPEG, PNG or WebP. We remove location data.`,
  progress: {
    preparing: "Preparing…",
    sending: "Uploading…",
    ready: "Added",
  },
  /** A photo that was uploaded before, without its file name. */
  numbered: ({ number }: { readonly number: number }) => `Photo ${number}`,
  send: "Send",
  remove: "Remove",
  /** For the page’s status line; the numbers are filled in as files are chosen. */
  status: {
    over: ({ most, count }: {
      readonly most: number;
      readonly count: string;
    }) => `You can add at most ${most} photos: ${count} not added.`,
    added: ({ most, count }: {
      readonly most: number;
      readonly count: string;
    }) => `${count} of ${most} photos added.`,
    waiting:
      "Your photos are still uploading. The form is sent as soon as they have uploaded.",
    removed: "Removed.",
  },
};
