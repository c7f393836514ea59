/**
 * What a stranger may send to a call of two: each kind is refused with its own
 * code, only that code is logged, and the call is unchanged.
 */
import { expect } from "expect";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import {
  type Client,
  connectBody,
  type Endpoint,
  offer,
  participant,
  withEndpoint,
} from "./_client.ts";
import { credentials } from "./_support.ts";

const NOW = Date.now();

/** Data that the attacker has obtained. */
interface Loot {
  /** A valid token for another room. */
  readonly token: string;
  /** An expired token for this room. */
  readonly expired: string;
  /** The session of a participant in this call. */
  readonly session: string;
}

type Attack = (client: Client, loot: Loot) => void;

const greeted = (attack: Attack): Attack => (client, loot) => {
  client.hello();
  attack(client, loot);
};

const ATTACKS: readonly [name: string, code: number, attack: Attack][] = [
  ["junk", 53004, greeted((client) => client.raw("junk"))],
  [
    "a frame that is cut off in the middle",
    53004,
    greeted((client, { token }) => {
      const whole = { type: "msg", body: connectBody(token, "l") };
      client.raw(JSON.stringify(whole).slice(0, 150));
    }),
  ],
  [
    "bytes",
    53004,
    greeted((client) => client.raw(new Uint8Array([0, 255, 1]))),
  ],
  [
    "a frame that is too long",
    53004,
    greeted((client) => {
      client.raw(
        JSON.stringify({ type: "msg", body: { sdp: "x".repeat(300_000) } }),
      );
    }),
  ],
  [
    "a message of no kind",
    53004,
    greeted((client) => client.say({ type: "nonsense" })),
  ],
  [
    "a flood",
    53006,
    greeted((client) => {
      for (let i = 0; i < 500; i++) client.raw('{"type":"heartbeat"}');
    }),
  ],
  [
    "no token",
    20101,
    (client) => client.hello(connectBody("not a token", "l")),
  ],
  [
    "a token that has expired",
    20104,
    (client, { expired }) => client.hello(connectBody(expired, "l")),
  ],
  [
    "a token for another room",
    20106,
    (client, { token }) =>
      client.hello({ ...connectBody(token, "l"), name: "call" }),
  ],
  [
    "someone else's session, to resume it",
    53204,
    (client, { token, session }) =>
      client.hello({ ...connectBody(token, "link"), type: "sync", session }),
  ],
  [
    "someone else's session, with an expired token of theirs",
    20104,
    (client, { expired, session }) =>
      client.hello({ ...connectBody(expired, "link"), type: "sync", session }),
  ],
  [
    "someone else's session, to speak for them",
    53204,
    greeted((client, { session }) => {
      client.say({
        type: "update",
        session,
        participant: participant(99, []),
        peer_connections: [{ id: "link", description: offer(9, "v=0 forged") }],
      });
    }),
  ],
  [
    "someone else's session, to end their call",
    53204,
    greeted((client, { session }) =>
      client.say({ type: "disconnect", session })
    ),
  ],
];

/** The call as the REST API shows it. */
async function roomState({ rooms }: Endpoint, sid: string): Promise<string> {
  const read = async (path: string) => {
    const { body } = await rooms.rest({
      method: "GET",
      uri: `https://video.twilio.com/v1/Rooms/${sid}${path}`,
      username: credentials.accountSid,
      password: credentials.authToken,
    });
    return body;
  };
  return `${await read("")}\n${await read("/Participants")}`;
}

async function attacked(
  attack: Attack,
  expected: (client: Client) => Promise<unknown>,
) {
  await withEndpoint(async (endpoint) => {
    const { room, join, open, token, logged } = endpoint;
    const sid = await room("call");
    await room("elsewhere");
    const alice = await join("alice", "call");
    const bob = await join("bob", "call", "link");
    await alice.client.next("update");
    const loot = {
      token: await token("mallory", "elsewhere"),
      expired: await mintAccessToken({
        credentials,
        identity: "bob",
        room: "call",
        now: NOW - 120_000,
        ttlSeconds: 60,
      }),
      session: String(bob.connected["session"]),
    };
    const before = await roomState(endpoint, sid);

    const stranger = await open();
    attack(stranger, loot);
    await expected(stranger);
    await stranger.end();
    expect(stranger.bodies).toEqual([]);

    expect(await roomState(endpoint, sid)).toBe(before);
    // Nobody in the call has noticed, and both can still send.
    for (const { client } of [alice, bob]) {
      client.raw('{"type":"heartbeat"}');
      await client.frame("heartbeat");
      expect([client.bodies, client.closed]).toEqual([[], null]);
    }
    const refusals = logged.filter((line) => line.startsWith("rooms.refused"));
    expect(refusals).toHaveLength(1);
    const log = logged.join("\n");
    for (const secret of [...Object.values(loot), "v=0", "xxxx", "alice"]) {
      expect(log).not.toContain(secret);
    }
    expect(log).not.toContain("rooms.failed");
  }, { clock: { now: () => NOW } });
}

for (const [name, code, attack] of ATTACKS) {
  Deno.test(`signalling: ${name} is refused with ${code}, and the call continues undisturbed`, () =>
    attacked(attack, async (client) => {
      expect(await client.refusal()).toBe(code);
    }));
}

Deno.test("signalling: a message before hello is refused without details, and the call continues undisturbed", () =>
  attacked(
    (client, { token }) => client.say(connectBody(token, "l")),
    (client) => client.frame("bad"),
  ));
