/** The controls of a call on a touch screen: when they hide, and for whom they stay. */
import { expect } from "expect";
import { signal } from "@preact/signals";
import {
  FADE,
  HIDE_AFTER,
  idleControls,
} from "@/lib/client/call/stage/idle_controls.ts";
import { fakeTime } from "@/tests/client/_support.ts";

function stage() {
  const page = new EventTarget();
  const field = new EventTarget();
  const timers = fakeTime();
  const busy = signal(false);
  const idle = idleControls({
    page: page as unknown as Document,
    timers,
    now: timers.elapsed,
    busy,
    isControl: (target) => target === page,
    isField: (target) => target === field,
  });
  const send = (
    type: string,
    { at = page, timeStamp = timers.elapsed(), ...fields }:
      & Record<string, unknown>
      & { at?: EventTarget } = {},
  ) => {
    const event = new Event(type, { cancelable: true });
    Object.assign(event, fields);
    Object.defineProperty(event, "target", { value: at });
    Object.defineProperty(event, "timeStamp", { value: timeStamp });
    page.dispatchEvent(event);
    return event;
  };
  return {
    idle,
    busy,
    timers,
    field,
    wait: () => timers.pass(HIDE_AFTER + FADE),
    touch: () => send("pointerdown", { pointerType: "touch" }),
    send,
  };
}

Deno.test("the controls hide when nobody touches the screen, and come back at a touch", async () => {
  const { idle, wait, touch } = stage();
  expect(idle.shown.value).toBe(true);
  await wait();
  expect(idle.shown.value).toBe(false);
  touch();
  expect(idle.shown.value).toBe(true);
  await wait();
  expect(idle.shown.value).toBe(false);
});

Deno.test("the touch that brings the controls back presses none of them, and the next one does", async () => {
  const { wait, touch, send } = stage();
  await wait();
  touch();
  expect(send("click").defaultPrevented).toBe(true);
  touch();
  expect(send("click").defaultPrevented).toBe(false);
});

Deno.test("a click without a touch presses a hidden control, and the controls stay from then on", async () => {
  const { idle, wait, send } = stage();
  await wait();
  expect(send("click").defaultPrevented).toBe(false);
  expect(idle.shown.value).toBe(true);
  await wait();
  expect(idle.shown.value).toBe(true);
});

Deno.test("the controls stay for a keyboard, and for a focus that no touch has moved", async () => {
  for (const type of ["keydown", "focusin"]) {
    const { idle, wait, send } = stage();
    await wait();
    send(type);
    expect(idle.shown.value).toBe(true);
    await wait();
    expect(idle.shown.value).toBe(true);
  }
});

Deno.test("a focus that a touch moves keeps nothing", async () => {
  const { idle, wait, touch, send } = stage();
  touch();
  send("focusin");
  send("click");
  await wait();
  expect(idle.shown.value).toBe(false);
});

Deno.test("a control that still fades can be seen, and its press counts", async () => {
  const { idle, timers, touch, send } = stage();
  await timers.pass(HIDE_AFTER + FADE - 1);
  expect(idle.shown.value).toBe(false);
  touch();
  expect(send("click").defaultPrevented).toBe(false);
});

Deno.test("a press by VoiceOver, which is a touch of no size, counts at once, and the controls stay from then on", async () => {
  for (const size of [0, 1 / 3]) {
    const { idle, wait, send } = stage();
    await wait();
    const smaller = { width: size, height: size, pressure: 0 };
    send("pointerdown", { pointerType: "touch", ...smaller });
    expect(send("click").defaultPrevented).toBe(false);
    await wait();
    expect(idle.shown.value).toBe(true);
  }
});

Deno.test("a finger without a size but with a pressure is a finger", async () => {
  const { wait, send } = stage();
  await wait();
  const smaller = { width: 0, height: 0, pressure: 0.5 };
  send("pointerdown", { pointerType: "touch", ...smaller });
  expect(send("click").defaultPrevented).toBe(true);
});

Deno.test("when the finger came decides, not when a busy phone gets to the touch", async () => {
  const { wait, timers, send } = stage();
  await wait();
  const came = timers.elapsed() - 1;
  await timers.pass(100);
  send("pointerdown", { pointerType: "touch", timeStamp: came });
  expect(send("click").defaultPrevented).toBe(false);
});

Deno.test("a control that busy hands keep shown takes the first press, however late", async () => {
  const { busy, wait, touch, send } = stage();
  busy.value = true;
  await wait();
  await wait();
  touch();
  expect(send("click").defaultPrevented).toBe(false);
});

Deno.test("a button that gets the focus back from a sheet that a touch has closed keeps nothing, whether at once or after a render", async () => {
  for (const later of [0, 500]) {
    const { idle, timers, wait, touch, send } = stage();
    touch();
    send("click");
    if (later > 0) await timers.pass(later);
    send("focusin");
    await wait();
    expect(idle.shown.value).toBe(false);
  }
});

Deno.test("a click that the page makes of a touch's click, for a file input or a label, keeps nothing", async () => {
  const { idle, wait, touch, send } = stage();
  touch();
  send("click");
  send("click");
  await wait();
  expect(idle.shown.value).toBe(false);
});

Deno.test("a screen reader's click and focus after a touch long ago keep the controls", async () => {
  const { idle, wait, touch, send } = stage();
  touch();
  send("click");
  await wait();
  send("click");
  await wait();
  expect(idle.shown.value).toBe(true);
});

Deno.test("writing with a keyboard on the screen keeps nothing; Tab and Escape are keys of a real one", async () => {
  const { idle, field, wait, send } = stage();
  send("keydown", { at: field, key: "a" });
  send("keydown", { at: field, key: "Enter" });
  await wait();
  expect(idle.shown.value).toBe(false);
  for (const key of ["Tab", "Escape"]) {
    const { idle, field, wait, send } = stage();
    send("keydown", { at: field, key });
    await wait();
    expect(idle.shown.value).toBe(true);
  }
});

Deno.test("a touch that became a scroll, or a keyboard's press after it, swallows no click", async () => {
  for (const then of ["pointercancel", "keydown"]) {
    const { wait, touch, send } = stage();
    await wait();
    touch();
    send(then);
    expect(send("click").defaultPrevented).toBe(false);
  }
});

Deno.test("the controls stay while something needs them, and hide a while later", async () => {
  const { idle, busy, wait } = stage();
  busy.value = true;
  await wait();
  expect(idle.shown.value).toBe(true);
  busy.value = false;
  expect(idle.shown.value).toBe(true);
  await wait();
  expect(idle.shown.value).toBe(false);
  busy.value = true;
  expect(idle.shown.value).toBe(true);
});

Deno.test("after the stop nothing listens and nothing hides", async () => {
  const { idle, wait, touch, send } = stage();
  idle.stop();
  await wait();
  expect(idle.shown.value).toBe(true);
  touch();
  expect(send("click").defaultPrevented).toBe(false);
});
