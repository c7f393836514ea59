/** Moving and cancelling, as the client does it; the studio’s own sentences are beside its markup. */
interface About {
  readonly artist: string;
}

interface Contact {
  readonly address: string;
}

export const changes = {
  title: "Move or cancel",
  when: "When",
  until: "Until",
  closed: "Changes closed",
  canUntil: ({ until }: { readonly until: string }) =>
    `You can move or cancel your consultation here until ${until}.`,
  noSuchTime: "This date and time do not exist. Choose a valid date and time.",
  tooClose: "It’s too late to change this online",
  /** @param address a link to the studio’s mail address, here and below */
  tooCloseNext: ({ address }: Contact) =>
    `Write to ${address}: the studio may still be able to help.`,
  later: ({ address }: Contact) => `After that, write to ${address}.`,
  back: "Back to your consultation",
  move: {
    title: "Choose another time",
    now: ({ when }: { readonly when: string }) => `Now: ${when}.`,
    settled: ({ artist }: About) =>
      `The time that you choose is settled at once: ${artist} gets an email, and doesn’t need to agree.`,
    finalBefore: ({ time }: { readonly time: string }) =>
      `A time before ${time} is final: you can’t move or cancel it here again.`,
    failed: "The consultation was not moved",
    nearby: "Free times near the one you wanted",
    takeNearby: "Move to the selected time",
    take: "Move to this time",
    chooseTime: "Choose a time.",
    keep: "Keep the current time",
    full: "No free times",
    fullNext: ({ artist, address }: About & Contact) =>
      `There are no free times with ${artist} at the moment. Your consultation stays as it is. If you need another time, write to ${address}.`,
  },
  cancel: {
    title: "Cancel this consultation?",
    failed: "The consultation was not cancelled",
    text: ({ artist }: About) =>
      `We’ll tell ${artist} by email, and the time becomes available to others. Your link will stop working. This can’t be undone, but you can book again.`,
    confirm: "Cancel the consultation",
    keep: "Keep it",
  },
};
