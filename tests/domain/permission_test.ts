import { expect } from "expect";
import type { State } from "@/lib/domain/consultation.ts";
import {
  type Action,
  type Actor,
  partyOf,
  permission,
} from "@/lib/domain/permission.ts";
import {
  aConsultation,
  artistId,
  consultationId,
  LINK_HASH,
  oneOfEach,
} from "@/tests/_support/a_consultation.ts";

const ID = aConsultation("confirmed").id;
const CLIENT: Actor = {
  role: "client",
  consultationId: ID,
  linkHash: LINK_HASH,
};
const ARTIST: Actor = {
  role: "artist",
  artistId: artistId("ines-vidal"),
  email: "ines@vidal.example",
};
const ADMIN: Actor = { role: "admin", email: "admin@vidal.example" };

/** Who may do what with a consultation of theirs; a new role or action fails to compile. */
const TABLE: Record<Actor["role"], Record<Action, boolean>> = {
  client: {
    see: true,
    confirm: false,
    decline: false,
    reschedule: true,
    cancel: true,
    wait: true,
    take_token: true,
    start: false,
    end: true,
    ask_recording: false,
    decide_recording: true,
    start_recording: false,
    stop_recording: true,
    download_recording: false,
    delete_recording: true,
    erase: false,
  },
  artist: {
    see: true,
    confirm: true,
    decline: true,
    reschedule: true,
    cancel: true,
    wait: true,
    take_token: true,
    start: true,
    end: true,
    ask_recording: true,
    decide_recording: true,
    start_recording: true,
    stop_recording: true,
    download_recording: true,
    delete_recording: true,
    erase: true,
  },
  admin: {
    see: true,
    confirm: true,
    decline: true,
    reschedule: true,
    cancel: true,
    wait: false,
    take_token: false,
    start: false,
    end: false,
    ask_recording: false,
    decide_recording: false,
    start_recording: false,
    stop_recording: false,
    download_recording: false,
    delete_recording: true,
    erase: true,
  },
};
const ACTIONS = Object.keys(TABLE.client) as Action[];

for (const actor of [CLIENT, ARTIST, ADMIN]) {
  for (const action of ACTIONS) {
    const allowed = TABLE[actor.role][action];
    Deno.test(`the ${actor.role} ${allowed ? "may" : "may not"} ${action}`, () => {
      expect(permission(actor, action, aConsultation("confirmed")))
        .toBe(allowed ? "allowed" : "wrong_role");
    });
  }
}

for (
  const [who, stranger] of [
    ["the client of another consultation", {
      ...CLIENT,
      consultationId: consultationId("a".repeat(26)),
    }],
    ["a client with an older link", { ...CLIENT, linkHash: "older" }],
    ["a client with an empty link", { ...CLIENT, linkHash: "" }],
    ["another artist", { ...ARTIST, artistId: artistId("maya-chen") }],
  ] as [string, Actor][]
) {
  Deno.test(`${who} is a stranger to every action, in every state`, () => {
    for (const consultation of Object.values(oneOfEach())) {
      for (const action of ACTIONS) {
        expect(permission(stranger, action, consultation)).toBe("stranger");
      }
    }
  });
}

Deno.test("a client's link lives exactly as long as the record keeps it", () => {
  const knows: Record<State, boolean> = {
    requested: false,
    confirmed: true,
    live: true,
    ended: true,
    declined: false,
    expired: false,
    // So that the old link can say "cancelled" instead of "unknown".
    cancelled: true,
    no_show: true,
    // So that the old link can say "erased".
    erased: true,
  };
  for (const consultation of Object.values(oneOfEach())) {
    const { state } = consultation;
    expect([state, permission(CLIENT, "see", consultation)])
      .toEqual([state, knows[state] ? "allowed" : "stranger"]);
  }
});

Deno.test("the two people of a call are the client and the artist; an admin is none", () => {
  expect([CLIENT, ARTIST, ADMIN].map(partyOf)).toEqual([
    "client",
    "artist",
    null,
  ]);
});
