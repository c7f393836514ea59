/** The same consultation, or the same time, through two server processes at one moment: no contradiction, and every answer is true. */
import { expect } from "expect";
import { HOUR, iso } from "@/lib/domain/basic/instant.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { consultationPath, video } from "@/tests/routes/_requests.ts";
import {
  type Answer,
  untilAnswered,
  type Which,
} from "@/tests/_support/two_servers.ts";
import {
  type Arena,
  type Lane,
  later,
  rounds,
  serviceOf,
  soon,
  withArena,
} from "./_arena.ts";

const processes = { sanitizeOps: false, sanitizeResources: false };

/** At one moment, each to a process of its own; which of them is first changes. */
async function together(
  round: number,
  requests: readonly [
    (which: Which) => Promise<Answer>,
    (which: Which) => Promise<Answer>,
  ],
): Promise<[Answer, Answer]> {
  const one = () => untilAnswered(() => requests[0](0));
  const two = () => untilAnswered(() => requests[1](1));
  if (round % 2 === 0) return await Promise.all([one(), two()]);
  const [second, first] = await Promise.all([two(), one()]);
  return [first, second];
}

const codes = (answers: readonly Answer[]) => answers.map(({ code }) => code);

Deno.test("two processes: races", processes, async (t) => {
  await withArena(async (arena) => {
    for (const [name, play] of Object.entries(RACES)) {
      await t.step(
        name,
        () => rounds((lane, round) => play(arena, lane, round)),
      );
    }
    await t.step("no server logged an error", () => {
      for (const server of arena.two.servers) {
        expect(server.output()).not.toContain("unexpected_error");
      }
    });
  });
});

type Play = (arena: Arena, lane: Lane, round: number) => Promise<void>;

const RACES: Readonly<Record<string, Play>> = {
  async "two clients book one time: one has it, the other is told"(
    { two, deps },
    lane,
    round,
  ) {
    const at = later(0);
    const book = (which: Which) => {
      const name = `Client ${round} ${which}`;
      const body = new URLSearchParams({
        service: lane.service,
        artist: lane.artist,
        zone: "UTC",
        at: iso(at),
        name,
        email: `client-${round}-${which}@client.example`,
        note: "",
        key: name.replaceAll(" ", "-").padEnd(43, "x"),
      });
      const from = `198.51.${which}.${round % 250}`;
      return two.post(which, "/book", { body, from });
    };
    const answers = await together(round, [book, book]);
    expect(codes(answers).sort()).toEqual(["409", "ok"]);
    const diary = await deps.consultations.ofArtist(lane.artist, {
      from: at,
      to: at + HOUR,
    });
    const held = diary.filter(({ state }) => state === "requested");
    const winner = answers[0].code === "ok" ? 0 : 1;
    expect(held.map(({ client }) => client.name))
      .toEqual([`Client ${round} ${winner}`]);
    const { artist, email } = lane;
    const actor = { role: "artist", artistId: artist, email } as const;
    const id = held[0]!.id;
    await declineConsultation(deps, { actor, id, reason: "" });
  },

  async "a start and a cancellation: one of them happens"(
    arena,
    lane,
    round,
  ) {
    const id = await arena.confirmed(lane, soon());
    const cookie = await arena.artist(lane);
    const [start, cancel] = await together(round, [
      (which) =>
        arena.two.post(which, `${video(id)}/start-session`, { cookie }),
      (which) =>
        arena.two.post(which, `${consultationPath(id)}/cancel`, {
          cookie: arena.admin,
        }),
    ]);
    const { state } = await arena.record(id);
    expect([start.code === "ok", cancel.code === "ok"])
      .toEqual([state === "live", state === "cancelled"]);
    await arena.clear(id);
  },

  async "a move and a cancellation: it is cancelled, and moved before if the answer says so"(
    arena,
    lane,
    round,
  ) {
    const [at, to] = [later(0), later(2)];
    const id = await arena.confirmed(lane, at);
    const [move, cancel] = await together(round, [
      async (which) =>
        await arena.two.post(which, `${consultationPath(id)}/reschedule`, {
          body: { at: iso(to) },
          cookie: await arena.artist(lane),
        }),
      (which) =>
        arena.two.post(which, `${consultationPath(id)}/cancel`, {
          cookie: arena.admin,
        }),
    ]);
    expect(cancel.code).toBe("ok");
    const { state, startsAt } = await arena.record(id);
    expect(state).toBe("cancelled");
    expect(startsAt).toBe(move.code === "ok" ? to : at);
    const span = { from: at, to: to + HOUR };
    expect(await arena.deps.consultations.busyCells(lane.artist, span))
      .toEqual(new Set());
    await arena.clear(id);
  },

  async "both end it: one end, and both are told the same"(
    arena,
    lane,
    round,
  ) {
    const id = await arena.confirmed(lane, soon());
    const artist = await arena.artist(lane);
    const client = await arena.client(id);
    const path = `${video(id)}/start-session`;
    await untilAnswered(() => arena.two.post(0, path, { cookie: artist }));
    const end = (cookie: string) => (which: Which) =>
      arena.two.post(which, `${video(id)}/end-session`, { cookie });
    const answers = await together(round, [end(artist), end(client)]);
    expect(codes(answers)).toEqual(["ok", "ok"]);
    const record = await arena.record(id);
    if (record.state !== "ended") throw new Error(record.state);
    for (const { text } of answers) {
      expect(JSON.parse(text)).toMatchObject({
        state: "ended",
        sessionEndedAt: iso(record.sessionEndedAt),
      });
    }
    await arena.clear(id);
  },

  async "two admins change one service: what is stored is what the answers say"(
    { two, deps, admin: cookie },
    lane,
    round,
  ) {
    const stored = await deps.catalog.storedService(lane.service);
    const { versionstamp } = stored!;
    const path = `/admin/services/${lane.service}`;
    const name = `Round ${round}`;
    const send = (fields: Record<string, string>) => (which: Which) =>
      two.post(which, path, {
        body: new URLSearchParams({ versionstamp, ...fields }),
        cookie,
        from: `198.51.100.${2 * lane.number + which}`,
      });
    const [renamed, retired] = await together(round, [
      send({ name, minutes: "15", bufferMinutes: "0" }),
      send({ do: "retire" }),
    ]);
    const now = (await deps.catalog.service(lane.service))!;
    expect([renamed.code === "ok", retired.code === "ok"])
      .toEqual([now.name === name, now.retired]);
    expect(now.name === name || now.retired).toBe(true);
    await deps.catalog.restore({ services: [serviceOf(lane)] });
  },
};
