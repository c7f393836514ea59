import { expect } from "expect";
import { lateComponent } from "@/lib/client/page/late_component.ts";
import { fakeTime } from "@/tests/client/_support.ts";

const Room = () => null;
const gone = () => Promise.reject(new TypeError("Failed to fetch"));

function aServer({ online = true } = {}) {
  const server = { online, reports: 0 };
  const source = {
    answers: () => Promise.resolve(server.online),
    reportGone: () => void server.reports++,
  };
  return { server, source };
}

Deno.test("a component's code is loaded once, and only when it is wanted", async () => {
  let loads = 0;
  const timers = fakeTime();
  const late = lateComponent(() => {
    loads++;
    return Promise.resolve(Room);
  }, { timers, source: aServer().source });
  expect([late.component.value, loads]).toEqual([null, 0]);
  late.load();
  late.load();
  await timers.pass(0);
  expect([late.component.value, loads]).toEqual([Room, 1]);
});

Deno.test("code that fails to load for a moment is loaded, and nobody hears of it", async () => {
  let loads = 0;
  const { server, source } = aServer();
  const timers = fakeTime();
  const late = lateComponent(
    () => ++loads < 4 ? gone() : Promise.resolve(Room),
    { timers, source },
  );
  late.load();
  await timers.pass(10_000);
  expect([late.component.value, loads, server.reports]).toEqual([Room, 4, 0]);
});

Deno.test("the page hears once that a script is gone after a deploy", async () => {
  const { server, source } = aServer();
  const timers = fakeTime();
  lateComponent(gone, { timers, source }).load();
  await timers.pass(10_000);
  expect(server.reports).toBe(1);
  await timers.pass(120_000);
  expect(server.reports).toBe(1);
});

Deno.test("without a network nothing is gone, and the code is tried for until there is one", async () => {
  const { server, source } = aServer({ online: false });
  const timers = fakeTime();
  const late = lateComponent(
    () => server.online ? Promise.resolve(Room) : gone(),
    { timers, source },
  );
  late.load();
  await timers.pass(120_000);
  expect([late.component.value, server.reports]).toEqual([null, 0]);
  server.online = true;
  await timers.pass(15_000);
  expect([late.component.value, server.reports]).toEqual([Room, 0]);
});
