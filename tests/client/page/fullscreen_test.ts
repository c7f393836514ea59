import { expect } from "expect";
import {
  enterFullscreen,
  type FullscreenDocument,
} from "@/lib/client/page/fullscreen.ts";

/** A page with one element; tests fire the browser's events. */
function aPage({ dialog = false } = {}) {
  const target = new EventTarget();
  let left = 0;
  const page = {
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    fullscreenElement: null as Element | null,
    exited: 0,
    exitFullscreen() {
      page.exited++;
      page.fullscreenElement = null;
      return Promise.resolve();
    },
    querySelector: () => dialog ? {} : null,
  };
  return {
    page: page as typeof page & FullscreenDocument,
    onLeave: () => void left++,
    left: () => left,
    say(event: string, key?: string, isComposing = false) {
      target.dispatchEvent(
        Object.assign(new Event(event), { key, isComposing }),
      );
    },
  };
}

const element = (requestFullscreen?: () => Promise<void>) =>
  ({ requestFullscreen }) as unknown as Element;

Deno.test("where the browser provides full screen, leaving it by the browser's own means is reported", () => {
  const { page, onLeave, left, say } = aPage();
  const one = element(() => Promise.resolve());
  const stop = enterFullscreen(one, { onLeave, page });
  page.fullscreenElement = one;
  say("fullscreenchange");
  expect(left()).toBe(0);
  page.fullscreenElement = null;
  say("fullscreenchange");
  expect(left()).toBe(1);
  stop();
  say("fullscreenchange");
  expect(left()).toBe(1);
});

Deno.test("closing ends full screen, and only our own", () => {
  const { page, onLeave } = aPage();
  const one = element(() => Promise.resolve());
  const stop = enterFullscreen(one, { onLeave, page });
  page.fullscreenElement = one;
  stop();
  expect(page.exited).toBe(1);
  page.fullscreenElement = element();
  enterFullscreen(one, { onLeave, page })();
  expect(page.exited).toBe(1);
});

Deno.test("on an iPhone, or where it is refused, Escape leaves full screen; an open dialog handles it first", async () => {
  for (const one of [element(), element(() => Promise.reject(new Error()))]) {
    const { page, onLeave, left, say } = aPage();
    enterFullscreen(one, { onLeave, page });
    await Promise.resolve();
    say("keydown", "a");
    // An input method's own Escape, while a message is written.
    say("keydown", "Escape", true);
    expect(left()).toBe(0);
    say("keydown", "Escape");
    expect(left()).toBe(1);
  }
  const { page, onLeave, left, say } = aPage({ dialog: true });
  enterFullscreen(element(), { onLeave, page });
  say("keydown", "Escape");
  expect(left()).toBe(0);
});
