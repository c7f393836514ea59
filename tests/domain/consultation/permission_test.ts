import { expect } from "expect";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import {
  type Action,
  type Actor,
  type ActorFor,
  type PartyFor,
  partyOf,
  permission,
} from "@/lib/domain/consultation/permission.ts";
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

const ACTORS: Record<Actor["role"], Actor> = {
  client: CLIENT,
  artist: ARTIST,
  admin: ADMIN,
};
type Role = keyof typeof ACTORS;

/** Who may do something with a consultation of theirs, and why. */
const RULES = {
  concerned: {
    says:
      "everyone whom it concerns sees it, its messages and its look sheet, moves or cancels it, and deletes its recording",
    roles: ["client", "artist", "admin"],
  },
  request: {
    says:
      "the client changes or withdraws their own request; the studio answers it",
    roles: ["client"],
  },
  studio: {
    says: "the studio answers requests and erases what is over",
    roles: ["artist", "admin"],
  },
  call: {
    says:
      "the two people of the call write to each other, wait, join and end it, decide whether they are recorded, and see the stills",
    roles: ["client", "artist"],
  },
  pictured: {
    says: "the client alone sends stills, or refuses to",
    roles: ["client"],
  },
  host: {
    says:
      "the artist is the host, who alone says how late they are and what they have read, starts the call and its recording, keeps the file, asks for stills, writes the look sheet, and has notes of their own",
    roles: ["artist"],
  },
  opinion: {
    says: "the client alone says how it was",
    roles: ["client"],
  },
} as const satisfies Record<string, { says: string; roles: readonly Role[] }>;

/** Which rule an action is under; a new action fails to compile without one. */
const RULE_OF = {
  see: "concerned",
  read_messages: "concerned",
  reschedule: "concerned",
  cancel: "concerned",
  delete_recording: "concerned",
  read_look_sheet: "concerned",
  change_details: "request",
  withdraw: "request",
  confirm: "studio",
  decline: "studio",
  erase: "studio",
  write_message: "call",
  wait: "call",
  take_token: "call",
  end: "call",
  decide_recording: "call",
  stop_recording: "call",
  say_status: "host",
  mark_messages: "host",
  start: "host",
  ask_recording: "host",
  start_recording: "host",
  download_recording: "host",
  see_stills: "call",
  send_stills: "pictured",
  ask_stills: "host",
  write_look_sheet: "host",
  send_look_sheet: "host",
  private_notes: "host",
  rate: "opinion",
} as const satisfies Record<Action, keyof typeof RULES>;
const ACTIONS = Object.keys(RULE_OF) as Action[];

type RoleFor<A extends Action> =
  (typeof RULES)[(typeof RULE_OF)[A]]["roles"][number];
type PartyOfRole<R extends Role> = R extends Party ? R : null;
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** `authorise` narrows to these types, so a difference must not compile. */
const TYPES_AGREE: {
  readonly [A in Action]: readonly [
    actor: Same<ActorFor<A>["role"], RoleFor<A>>,
    party: Same<PartyFor<A>, PartyOfRole<RoleFor<A>>>,
  ];
} = {
  see: [true, true],
  see_stills: [true, true],
  send_stills: [true, true],
  ask_stills: [true, true],
  read_messages: [true, true],
  write_message: [true, true],
  say_status: [true, true],
  mark_messages: [true, true],
  reschedule: [true, true],
  cancel: [true, true],
  delete_recording: [true, true],
  change_details: [true, true],
  withdraw: [true, true],
  confirm: [true, true],
  decline: [true, true],
  erase: [true, true],
  wait: [true, true],
  take_token: [true, true],
  end: [true, true],
  decide_recording: [true, true],
  stop_recording: [true, true],
  start: [true, true],
  ask_recording: [true, true],
  start_recording: [true, true],
  download_recording: [true, true],
  read_look_sheet: [true, true],
  write_look_sheet: [true, true],
  send_look_sheet: [true, true],
  private_notes: [true, true],
  rate: [true, true],
};

for (const action of ACTIONS) {
  for (const role of Object.keys(ACTORS) as Role[]) {
    Deno.test(`the types of ${action} agree with the permission table for the ${role}`, () => {
      expect(TYPES_AGREE[action]).toEqual([true, true]);
      const { roles }: { readonly roles: readonly Role[] } =
        RULES[RULE_OF[action]];
      const allowed = permission(ACTORS[role], {
        action,
        consultation: aConsultation("confirmed"),
      }) === "allowed";
      expect([role, allowed]).toEqual([role, roles.includes(role)]);
    });
  }
}

const allowedTo = (role: Role): Action[] =>
  ACTIONS.filter((action) =>
    permission(ACTORS[role], {
      action,
      consultation: aConsultation("confirmed"),
    }) === "allowed"
  );

for (const [rule, { says, roles }] of Object.entries(RULES)) {
  const actions = ACTIONS.filter((action) => RULE_OF[action] === rule);
  for (const role of Object.keys(ACTORS) as Role[]) {
    const allowed = (roles as readonly Role[]).includes(role);
    Deno.test(`${says}: the ${role} ${allowed ? "may" : "may not"}`, () => {
      expect(actions.length).toBeGreaterThan(0);
      for (const action of actions) {
        const answer = permission(ACTORS[role], {
          action,
          consultation: aConsultation("confirmed"),
        });
        expect([action, answer])
          .toEqual([action, allowed ? "allowed" : "wrong_role"]);
      }
    });
  }
}

Deno.test("an artist may do whatever an admin may, and the client except for what is the client's own", () => {
  expect(allowedTo("artist"))
    .toEqual(expect.arrayContaining([
      ...allowedTo("client").filter((one) =>
        RULE_OF[one] !== "request" && RULE_OF[one] !== "pictured" &&
        RULE_OF[one] !== "opinion"
      ),
      ...allowedTo("admin"),
    ]));
});

Deno.test("a client neither confirms their own request nor erases what was", () => {
  expect(allowedTo("client")).not.toContain("confirm");
  expect(allowedTo("client")).not.toContain("erase");
});

Deno.test("an admin is never in the call and never hears a recording, and may still delete it", () => {
  const admin = allowedTo("admin");
  for (const action of ["wait", "take_token", "download_recording"] as const) {
    expect(admin).not.toContain(action);
  }
  expect(admin).toContain("delete_recording");
});

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
  Deno.test(`${who} is not permitted any action, in any state`, () => {
    for (const consultation of Object.values(oneOfEach())) {
      for (const action of ACTIONS) {
        expect(permission(stranger, { action, consultation })).toBe("stranger");
      }
    }
  });
}

Deno.test("a client's link is valid exactly as long as the record keeps it", () => {
  const knows: Record<ConsultationState, boolean> = {
    requested: false,
    confirmed: true,
    live: true,
    ended: true,
    declined: false,
    expired: false,
    // So the old link can show "cancelled" instead of "unknown".
    cancelled: true,
    no_show: true,
    // So the old link can show "erased".
    erased: true,
  };
  for (const consultation of Object.values(oneOfEach())) {
    const { state } = consultation;
    expect([state, permission(CLIENT, { action: "see", consultation })])
      .toEqual([state, knows[state] ? "allowed" : "stranger"]);
  }
});

Deno.test("the parties of a call are the client and the artist; an admin is neither", () => {
  expect([CLIENT, ARTIST, ADMIN].map(partyOf)).toEqual([
    "client",
    "artist",
    null,
  ]);
});
