import { expect } from "expect";
import { identityOf, partyFromIdentity } from "@/lib/domain/call/identity.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";

const ID = "a".repeat(26) as ConsultationId;

Deno.test("an identity says which party it is", () => {
  for (const party of ["artist", "client"] as const) {
    expect(partyFromIdentity(identityOf(ID, party))).toBe(party);
  }
});

Deno.test("any other identity is neither party", () => {
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
    expect({ identity, party: partyFromIdentity(identity) })
      .toEqual({ identity, party: null });
  }
});
