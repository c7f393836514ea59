import type { AlertParts } from "./alerts.ts";

export const alertWords: AlertParts["words"] = {
  news: ({ kind, of: { name, about } }) => ({
    title: kind === "arrived" ? `${name} is here` : `${name} wrote to you`,
    body: about,
  }),
  trial: {
    title: "A client is here",
    body: "Only a try: this is what you see when a client arrives.",
  },
};
