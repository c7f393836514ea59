/** The button that opens the messages. */
import { count as counted } from "../format.ts";

interface Named {
  /** First name of the other person. */
  readonly name: string;
}

export const chatFold = {
  open: ({ name }: Named) => `Message ${name}`,
  hide: "Hide the messages",
  opening: "Opening the messages…",
  title: ({ name }: Named) => `Messages with ${name}`,
  unread: ({ count }: { readonly count: number }) =>
    counted(count, { one: "new message", other: "new messages" }),
};
