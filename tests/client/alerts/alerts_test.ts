/** Alerts for an artist who looks elsewhere, with a browser that says yes, no or nothing. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { alertWords } from "@/lib/client/alerts/alert_words.ts";
import { startAlerts } from "@/lib/client/alerts/alerts.ts";
import type {
  NotificationsAllowed,
  NotificationText,
} from "@/lib/client/alerts/notifications.ts";
import { settle } from "@/tests/client/_support.ts";
import { aClient } from "./_clients.ts";

interface Browser {
  allowed?: NotificationsAllowed;
  /** What the person answers. */
  answer?: NotificationsAllowed;
  /** Of another tab of this browser, or of an earlier visit. */
  kept?: Map<string, string>;
  refusesStorage?: boolean;
}

function aPage(
  { allowed = "default", answer = "granted", kept = new Map(), refusesStorage }:
    Browser = {},
) {
  const shown: NotificationText[] = [];
  const rings = { count: 0 };
  const ready = signal(false);
  const page = Object.assign(new EventTarget(), {
    visibilityState: "hidden" as DocumentVisibilityState,
    hasFocus: () => page.focused,
    focused: false,
  });
  const alerts = startAlerts({
    notifications: {
      allowed: () => allowed,
      ask: () => Promise.resolve(allowed = answer),
      show: (text) => void (allowed === "granted" && shown.push(text)),
    },
    sound: {
      ready,
      allow: () => Promise.resolve(void (ready.value = true)),
      ring: () => void rings.count++,
    },
    words: alertWords,
    now: () => 0,
    page: page as unknown as Document,
    path: "/artist",
    storage() {
      if (refusesStorage) throw new DOMException("", "SecurityError");
      return {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      };
    },
  });
  alerts.see([aClient()]);
  return {
    alerts,
    page,
    shown,
    rings,
    kept,
    arrive: () => alerts.see([aClient({ waits: true })]),
    change: (now: NotificationsAllowed) => allowed = now,
  };
}

Deno.test("nobody is asked or alerted before they want it", async () => {
  const { alerts, page, arrive, shown, rings } = aPage();
  page.dispatchEvent(new Event("pointerdown"));
  arrive();
  await settle();
  expect(alerts.state.value).toEqual({ is: "off" });
  expect([shown, rings.count]).toEqual([[], 0]);
});

Deno.test("an arrival while the artist looks elsewhere is shown and rung, and its click leads to the consultation", async () => {
  const { alerts, arrive, shown, rings } = aPage();
  await alerts.turnOn();
  expect(alerts.state.value)
    .toEqual({ is: "on", notifications: "granted", sound: true });
  arrive();
  expect(shown).toEqual([{
    title: "Clara is here",
    body: "Bridal trial, 17:15–18:00",
    tag: "visavis-arrived-a",
    href: "/artist/consultations/a",
  }]);
  expect(rings.count).toBe(1);
});

Deno.test("a page in front, with the focus, says it itself; one behind another window does not", async () => {
  for (const focused of [true, false]) {
    const { alerts, page, arrive, shown, rings } = aPage();
    await alerts.turnOn();
    page.visibilityState = "visible";
    page.focused = focused;
    arrive();
    expect([shown.length, rings.count]).toEqual(focused ? [0, 0] : [1, 1]);
  }
});

Deno.test("with notifications denied, or none in this browser, the sound is left, and the state says so", async () => {
  for (const answer of ["denied", "unsupported", "default"] as const) {
    const { alerts, arrive, shown, rings } = aPage({ answer });
    await alerts.turnOn();
    expect(alerts.state.value)
      .toEqual({ is: "on", notifications: answer, sound: true });
    arrive();
    expect([shown, rings.count]).toEqual([[], 1]);
  }
});

Deno.test("the choice is one of the browser: another visit alerts, and its first click or key allows the sound", async () => {
  for (const gesture of ["pointerdown", "keydown"]) {
    const first = aPage();
    await first.alerts.turnOn();
    const { alerts, page, arrive, shown } = aPage({
      allowed: "granted",
      kept: first.kept,
    });
    expect(alerts.state.value)
      .toEqual({ is: "on", notifications: "granted", sound: false });
    page.dispatchEvent(new Event(gesture));
    expect(alerts.state.value).toMatchObject({ sound: true });
    arrive();
    expect(shown).toHaveLength(1);
  }
});

Deno.test("turned off in one tab, no other tab alerts", async () => {
  const one = aPage({ allowed: "granted" });
  await one.alerts.turnOn();
  const other = aPage({ allowed: "granted", kept: one.kept });
  one.alerts.turnOff();
  other.arrive();
  expect([other.shown, other.rings.count]).toEqual([[], 0]);
  expect(other.alerts.state.value).toEqual({ is: "off" });
});

Deno.test("where the browser keeps nothing, the choice holds until the page is left", async () => {
  const { alerts, arrive, shown } = aPage({ refusesStorage: true });
  await alerts.turnOn();
  arrive();
  expect(shown).toHaveLength(1);
  alerts.turnOff();
  expect(alerts.state.value).toEqual({ is: "off" });
});

Deno.test("a permission that is changed in the browser's settings is noticed when the page is looked at again", async () => {
  const { alerts, page, change } = aPage({ answer: "denied" });
  await alerts.turnOn();
  change("granted");
  page.dispatchEvent(new Event("visibilitychange"));
  expect(alerts.state.value).toMatchObject({ notifications: "granted" });
});

Deno.test("a try shows and rings one wherever the artist looks, and its click leaves nothing", async () => {
  const { alerts, page, shown, rings } = aPage();
  await alerts.turnOn();
  page.visibilityState = "visible";
  page.focused = true;
  alerts.tryIt();
  expect(shown).toMatchObject([{ title: "A client is here", href: null }]);
  expect(rings.count).toBe(1);
});

Deno.test("after the stop no gesture is listened to", async () => {
  const { alerts, page, kept } = aPage({ allowed: "granted" });
  kept.set("visavis-alerts", "on");
  alerts.stop();
  page.dispatchEvent(new Event("visibilitychange"));
  page.dispatchEvent(new Event("keydown"));
  await settle();
  expect(alerts.state.value).toEqual({ is: "off" });
});
