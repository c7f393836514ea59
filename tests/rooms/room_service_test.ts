import { expect } from "expect";
import { Callbacks } from "@/lib/rooms/callbacks.ts";
import { Hall } from "@/lib/rooms/hall.ts";
import { join, lose } from "@/lib/rooms/members.ts";
import { readMessage } from "@/lib/rooms/messages.ts";
import type { RoomSettings } from "@/lib/rooms/room.ts";
import { connectBody } from "./_client.ts";

const MINUTE = 60_000;
const settings: RoomSettings = {
  uniqueName: "r",
  type: "group",
  maxParticipants: 2,
  emptyRoomTimeout: 5,
  unusedRoomTimeout: 10,
  maxParticipantDuration: 600,
  statusCallback: null,
};

function hallAt(start: number) {
  let now = start;
  const hall = new Hall({
    accountSid: "AC1",
    clock: { now: () => now },
    mostRooms: 10,
    callbacks: new Callbacks({
      authToken: "",
      deliver: () => Promise.reject(),
      log: () => {},
    }),
    keeper: null,
  });
  const room = hall.create(settings)!;
  const enter = (identity: string) => {
    const message = readMessage(connectBody("t", crypto.randomUUID()));
    if (message?.type !== "connect") throw new Error("not a connect");
    return hall.change(
      room,
      (changes) =>
        join(changes, identity, message, now, { offersFirst: () => false })
          .newcomer,
    );
  };
  return {
    hall,
    room,
    enter,
    /** Lets time pass and does what is due. */
    pass(ms: number) {
      now += ms;
      hall.sweep();
    },
    now: () => now,
  };
}

Deno.test("a room that nobody uses ends after its time, and not before", () => {
  const { room, pass } = hallAt(0);
  pass(10 * MINUTE - 1);
  expect(room.status).toBe("in-progress");
  pass(1);
  expect(room).toMatchObject({ status: "completed", endedAt: 10 * MINUTE });
});

Deno.test("a room ends some time after the last one left, unless somebody comes back", () => {
  const { hall, room, enter, pass } = hallAt(0);
  const alice = enter("alice");
  pass(9 * MINUTE);
  hall.remove(room, alice);
  pass(5 * MINUTE - 1);
  const again = enter("alice");
  pass(5 * MINUTE);
  expect(room.status).toBe("in-progress");
  hall.remove(room, again);
  pass(5 * MINUTE);
  expect(room.status).toBe("completed");
});

Deno.test("whoever does not come back in time has left", () => {
  const { hall, room, enter, pass, now } = hallAt(0);
  const alice = enter("alice");
  hall.change(room, (changes) => lose(changes, alice, now() + 30_000));
  expect(alice.state).toBe("reconnecting");
  pass(29_999);
  expect(alice.state).toBe("reconnecting");
  pass(1);
  expect(alice).toMatchObject({ state: "disconnected", leftAt: 30_000 });
});

Deno.test("nobody stays longer than the room allows, and no room a whole day", () => {
  const { room, enter, pass } = hallAt(0);
  const alice = enter("alice");
  pass(10 * MINUTE - 1);
  expect(alice.state).toBe("connected");
  pass(1);
  expect(alice.state).toBe("disconnected");
  for (let hour = 0; hour < 25; hour++) {
    for (let i = 0; i < 12; i++) {
      if (room.status === "in-progress" && i % 2 === 0) enter("alice");
      pass(5 * MINUTE);
    }
  }
  expect(room.status).toBe("completed");
  expect(room.endedAt! - room.createdAt).toBeLessThanOrEqual(24 * 60 * MINUTE);
});

Deno.test("an ended room is remembered for its late clients, and forgotten later", () => {
  const { hall, room, enter, pass } = hallAt(0);
  const alice = enter("alice");
  hall.registry.enrol(room, alice);
  hall.complete(room);
  expect(hall.registry.find("r")).toBeNull();
  pass(50 * MINUTE);
  expect(hall.registry.session(alice.session)?.room.status).toBe("completed");
  pass(20 * MINUTE);
  expect(hall.registry.session(alice.session)).toBeNull();
  expect(hall.registry.find(room.sid)).toBeNull();
});

Deno.test("a full room lets nobody else in, but the same person again", () => {
  const { room, enter } = hallAt(0);
  const alice = enter("alice");
  enter("bob");
  expect(() => enter("carol")).toThrow(
    expect.objectContaining({ code: 53105 }),
  );
  const again = enter("alice");
  expect(alice.state).toBe("disconnected");
  expect(again.state).toBe("connected");
  expect(room.participants.filter(({ state }) => state === "connected"))
    .toHaveLength(2);
});

Deno.test("somebody who comes and goes a thousand times does not fill the memory", () => {
  const { hall, room, enter } = hallAt(0);
  for (let i = 0; i < 1000; i++) hall.remove(room, enter("alice"));
  expect(room.participants.length).toBeLessThanOrEqual(51);
  expect(room.links).toEqual([]);
});
