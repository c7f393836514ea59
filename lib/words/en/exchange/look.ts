/** The client's look sheet: in the call, on the page afterwards, as a file; and the rating. */
interface Named {
  /** First name of the artist. */
  readonly artist: string;
}

const steps = (count: number) => count === 1 ? "1 step" : `${count} steps`;

export const look = {
  title: "Your look sheet",
  by: ({ artist }: Named) => `Written for you by ${artist}.`,
  /** Instead, for a sheet without a word. */
  chosen: ({ artist }: Named) => `${artist} chose this for you.`,
  areas: {
    skin: "Skin",
    eyes: "Eyes",
    brows: "Brows",
    cheeks: "Cheeks",
    lips: "Lips",
    hair: "Hair",
    tools: "Tools",
    other: "Also",
  },
  labels: {
    product: "Product",
    shade: "Shade",
    note: "Note",
  },
  /** Beside a step in the call. */
  marks: { new: "New", changed: "Changed" },
  call: {
    /** The name of the call’s button, with how much is unseen. */
    button: ({ unseen }: { readonly unseen: number }) =>
      unseen === 0 ? "Look sheet" : `Look sheet, ${unseen} new`,
    started: ({ artist }: Named) => `${artist} started your look sheet.`,
    more: ({ artist }: Named) => `${artist} added to your look sheet.`,
    open: "Open",
    later: "Later",
    close: "Close",
    empty: ({ artist }: Named) => `${artist} is writing.`,
    loading: "Opening your look sheet…",
    unreachable:
      "You are not connected at the moment. This sheet updates automatically.",
    keeps: "You find it on your page afterwards, to keep and to print.",
    /** Announced while the sheet is open. */
    announced: ({ added, changed }: {
      readonly added: number;
      readonly changed: number;
    }) =>
      [
        ...added > 0 ? [`${steps(added)} added`] : [],
        ...changed > 0 ? [`${steps(changed)} changed`] : [],
      ].join(", "),
  },
  page: {
    download: "Download the look sheet",
    print: "Print",
    downloadHint:
      "A file that opens on any phone or computer, without the internet. You can print it from there too.",
    photos: "Your photos",
    photo: ({ number }: { readonly number: number }) => `Photo ${number}`,
    /** In the file, when it would become too large with all of them. */
    morePhotos: "You find the other photos on your page.",
    /** The downloaded file’s own note. */
    from: ({ artist, studio }: Named & { readonly studio: string }) =>
      `${artist}, ${studio}`,
    fileName: "look-sheet",
  },
  rating: {
    title: "How was it?",
    choose: ({ artist }: Named) =>
      `One tap is enough. ${artist} and the studio see it.`,
    stars: {
      1: "Not good",
      2: "So-so",
      3: "Fine",
      4: "Good",
      5: "Wonderful",
    },
    words: "A sentence",
    hint: "Only if you like.",
    thanks: "Thank you. You can change it whenever you like.",
    given: ({ label }: { readonly label: string }) => `Your answer: ${label}.`,
    save: "Save",
  },
};
