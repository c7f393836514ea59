/** Whether a call gets out of this network, by what the browser finds of its own addresses. */
import { expect } from "expect";
import {
  findReach,
  type GatheringConnection,
} from "@/lib/client/check/find_reach.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";

class FakeConnection extends EventTarget {
  closed = false;
  channels = 0;
  createDataChannel() {
    this.channels++;
  }
  createOffer() {
    return Promise.resolve({ type: "offer", sdp: "" });
  }
  setLocalDescription() {
    return Promise.resolve();
  }
  close() {
    this.closed = true;
  }
  /** null: there are no more. */
  finds(candidate: string | null) {
    this.dispatchEvent(Object.assign(new Event("icecandidate"), {
      candidate: candidate === null ? null : { candidate },
    }));
  }
}

function aBrowser(udpServers: readonly string[] = []) {
  const connection = new FakeConnection();
  const time = fakeTime();
  const configs: RTCConfiguration[] = [];
  const found = findReach(udpServers, {
    open(config) {
      configs.push(config);
      return connection as unknown as GatheringConnection;
    },
    timers: time,
  });
  return { connection, time, found, configs };
}

const RELAY = ["stun:relay.example:3478"];
const candidate = (address: string, type: string) =>
  `candidate:1 1 udp 2113937151 ${address} 5000 typ ${type}`;

Deno.test("without a relay the first address is enough, and the connection is closed again", async () => {
  const { connection, time, found, configs } = aBrowser();
  await settle();
  connection.finds(candidate("x.local", "host"));
  expect(await found).toEqual({ canConnect: true, udp: null });
  expect(configs).toEqual([{ iceServers: [] }]);
  expect([connection.channels, connection.closed]).toEqual([1, true]);
  expect(time.pending()).toBe(0);
});

Deno.test("an address that the relay has seen says that UDP gets through", async () => {
  const { connection, time, found, configs } = aBrowser(RELAY);
  await settle();
  connection.finds(candidate("192.168.1.20", "host"));
  await time.pass(1_000);
  connection.finds(candidate("203.0.113.9", "srflx"));
  expect(await found).toEqual({ canConnect: true, udp: true });
  expect(configs).toEqual([{ iceServers: [{ urls: RELAY }] }]);
  expect(connection.closed).toBe(true);
});

Deno.test("a firewall that drops UDP is noticed, whether the browser ends its search or goes on", async () => {
  for (
    const own of ["192.168.1.20", "10.0.0.4", "x.local", "fd00::1", "fe80::1"]
  ) {
    const ends = aBrowser(RELAY);
    await settle();
    ends.connection.finds(candidate(own, "host"));
    ends.connection.finds(null);
    expect([own, await ends.found])
      .toEqual([own, { canConnect: true, udp: false }]);

    const goesOn = aBrowser(RELAY);
    await settle();
    goesOn.connection.finds(candidate(own, "host"));
    await goesOn.time.pass(3_000);
    expect([own, await goesOn.found])
      .toEqual([own, { canConnect: true, udp: false }]);
  }
});

Deno.test("a computer with a public address may have none that only the relay sees: nothing is said of UDP", async () => {
  for (const own of ["203.0.113.9", "172.32.0.1", "2001:db8::1"]) {
    const { connection, found } = aBrowser(RELAY);
    await settle();
    connection.finds(candidate(own, "host"));
    connection.finds(null);
    expect([own, await found]).toEqual([own, { canConnect: true, udp: null }]);
  }
});

Deno.test("a browser that may use no address says so, or nothing at all", async () => {
  const nothing = { canConnect: false, udp: null };
  for (const servers of [[], RELAY]) {
    const saysSo = aBrowser(servers);
    await settle();
    saysSo.connection.finds(null);
    expect(await saysSo.found).toEqual(nothing);

    const silent = aBrowser(servers);
    await silent.time.pass(3_000);
    expect(await silent.found).toEqual(nothing);
    expect(silent.connection.closed).toBe(true);
  }
});

Deno.test("a browser without WebRTC finds none", async () => {
  expect(
    await findReach([], {
      open: () => {
        throw new ReferenceError("RTCPeerConnection is not defined");
      },
      timers: fakeTime(),
    }),
  ).toEqual({ canConnect: false, udp: null });
});
