import { expect } from "expect";
import { Callbacks } from "@/lib/rooms/rest/callbacks.ts";
import { RoomService } from "@/lib/rooms/room_service.ts";
import { join, lose } from "@/lib/rooms/members.ts";
import { readMessage } from "@/lib/rooms/signaling/messages.ts";
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

function roomServiceAt(start: number) {
  let now = start;
  const roomService = new RoomService({
    accountSid: "AC1",
    clock: { now: () => now },
    mostRooms: 10,
    callbacks: new Callbacks({
      authToken: "",
      deliver: () => Promise.reject(),
      log: () => {},
    }),
    persistence: null,
  });
  const room = roomService.create(settings)!;
  const enter = (identity: string) => {
    const message = readMessage(connectBody("t", crypto.randomUUID()));
    if (message?.type !== "connect") throw new Error("not a connect");
    return roomService.change(
      room,
      (changes) =>
        join(changes, identity, { message, now, offersFirst: () => false })
          .newcomer,
    );
  };
  return {
    roomService,
    room,
    enter,
    /** Advances the time and runs what is due. */
    pass(ms: number) {
      now += ms;
      roomService.sweep();
    },
    now: () => now,
  };
}

Deno.test("a room that nobody uses ends after its time, and not before", () => {
  const { room, pass } = roomServiceAt(0);
  pass(10 * MINUTE - 1);
  expect(room.status).toBe("in-progress");
  pass(1);
  expect(room).toMatchObject({ status: "completed", endedAt: 10 * MINUTE });
});

Deno.test("a room ends some time after the last participant left, unless somebody comes back", () => {
  const { roomService, room, enter, pass } = roomServiceAt(0);
  const alice = enter("alice");
  pass(9 * MINUTE);
  roomService.remove(room, alice);
  pass(5 * MINUTE - 1);
  const again = enter("alice");
  pass(5 * MINUTE);
  expect(room.status).toBe("in-progress");
  roomService.remove(room, again);
  pass(5 * MINUTE);
  expect(room.status).toBe("completed");
});

Deno.test("a participant who does not come back in time has left", () => {
  const { roomService, room, enter, pass, now } = roomServiceAt(0);
  const alice = enter("alice");
  roomService.change(
    room,
    (changes) => lose(changes, alice, { reconnectBy: now() + 30_000 }),
  );
  expect(alice.state).toBe("reconnecting");
  pass(29_999);
  expect(alice.state).toBe("reconnecting");
  pass(1);
  expect(alice).toMatchObject({ state: "disconnected", leftAt: 30_000 });
});

Deno.test("nobody stays longer than the room allows, and no room lasts longer than a day", () => {
  const { room, enter, pass } = roomServiceAt(0);
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

Deno.test("an ended room is remembered for late clients, and forgotten later", () => {
  const { roomService, room, enter, pass } = roomServiceAt(0);
  const alice = enter("alice");
  roomService.registry.enrol(room, alice);
  roomService.complete(room);
  expect(roomService.registry.find("r")).toBeNull();
  pass(50 * MINUTE);
  expect(roomService.registry.session(alice.session)?.room.status).toBe(
    "completed",
  );
  pass(20 * MINUTE);
  expect(roomService.registry.session(alice.session)).toBeNull();
  expect(roomService.registry.find(room.sid)).toBeNull();
});

Deno.test("a full room admits nobody else, except the same person again", () => {
  const { room, enter } = roomServiceAt(0);
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

Deno.test("a participant who joins and leaves a thousand times does not fill the memory", () => {
  const { roomService, room, enter } = roomServiceAt(0);
  for (let i = 0; i < 1000; i++) roomService.remove(room, enter("alice"));
  expect(room.participants.length).toBeLessThanOrEqual(51);
  expect(room.links).toEqual([]);
});
