import type { RoomsCredentials } from "@/lib/rooms/token.ts";

/** An account that exists only in tests. */
export const credentials: RoomsCredentials = {
  accountSid: "AC" + "1".repeat(32),
  apiKeySid: "SK" + "2".repeat(32),
  apiKeySecret: "a secret of some length, 32 byte",
  authToken: "3".repeat(32),
};
