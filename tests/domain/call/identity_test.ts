import { expect } from "expect";
import { identityOf, partyOf } from "@/lib/domain/identity.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";

const ID = "a".repeat(26) as ConsultationId;

Deno.test("an identity says which of the two it is", () => {
  for (const party of ["artist", "client"] as const) {
    expect(partyOf(identityOf(ID, party))).toBe(party);
  }
});

Deno.test("anybody else's identity says neither", () => {
  for (
    const identity of [
      "",
      "artist",
      ":",
      `${ID}:assistant`,
      `${ID}:artist:assistant`,
      `${ID}:artist `,
      `${ID}:Artist`,
      `${ID}-artist`,
    ]
  ) {
    expect({ identity, party: partyOf(identity) })
      .toEqual({ identity, party: null });
  }
});
