/** The studio’s first page. */
export const home = {
  notOpen: "This studio has not opened yet",
  notOpenNext: "Its owner can set it up: see “Deploying” in the README.",
  forArtists: "For artists",
  /** @param address a link to the studio’s mail address */
  contact: ({ address }: { readonly address: string }) => `Write to ${address}`,
  title: ({ emphasis }: { readonly emphasis: string }) =>
    `Your makeup artist, ${emphasis}`,
  titleEmphasis: "face to face.",
  lede:
    "30 to 45 minutes, live on your phone, with an artist who looks at your skin in your own light.",
  /** For search results and link previews. */
  preview:
    "Video consultations with a makeup artist: 30 to 45 minutes, live on your phone. See the services and book a time.",
  book: "Book a consultation",
  services: "Consultations",
  artists: "Artists",
};
