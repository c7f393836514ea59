/** A client’s own page of a request: before the answer, and after it. */
interface Named {
  readonly artist: string;
}

export const ownRequest = {
  title: "Your request",
  waiting: ({ artist, until }: Named & { readonly until: string }) =>
    `${artist} has not answered yet. We hold this time for you until ${until}, and email you either way.`,
  labels: {
    with: "With",
    what: "What",
    when: "When",
    note: "Your note",
    noNote: "No note",
    phone: "Texts to",
    photos: "Your photos",
  },
  photo: ({ number }: { readonly number: number }) =>
    `Your photo ${number}, opens in a new tab`,
  change: "Change your details",
  changed: {
    title: "Your details are changed",
    text: ({ artist }: Named) => `${artist} sees them from now on.`,
  },
  withdraw: "Withdraw your request",
  declined: {
    title: "Not this time",
    text: ({ artist }: Named) =>
      `We’re sorry: ${artist} can’t accept your request for this time. You are welcome to choose another one.`,
    writes: ({ artist }: Named) => `${artist} writes`,
  },
  expired: {
    title: "Your request has expired",
    text: ({ artist }: Named) =>
      `We’re sorry: ${artist} did not reply in time, and we no longer hold this time for you. You are welcome to choose another one.`,
  },
  withdrawn: {
    title: "You have withdrawn your request",
    text: ({ artist }: Named) =>
      `We have told ${artist}, and the time is free again. You are welcome to book another one.`,
  },
  details: {
    title: "Change your details",
    lede: ({ artist }: Named) =>
      `${artist} sees what you change here. The time stays as it is.`,
    failed: "Your details were not changed",
    save: "Save",
    keep: "Leave as it was",
    see: "See your consultation",
  },
  confirmWithdrawal: {
    title: "Withdraw your request?",
    text: ({ artist }: Named) =>
      `We’ll tell ${artist} by email, and the time becomes available to others. This can’t be undone, but you can book again.`,
    confirm: "Withdraw the request",
    keep: "Keep it",
  },
};
