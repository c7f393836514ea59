/** What an artist reads about alerts, in each state of their browser. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { AlertChoice } from "@/components/staff/AlertChoice.tsx";
import type { Alerts, AlertState } from "@/lib/client/alerts/alerts.ts";
import type { NotificationsAllowed } from "@/lib/client/alerts/notifications.ts";

function html(state: AlertState): string {
  const alerts: Alerts = {
    state: signal(state),
    turnOn: () => Promise.resolve(),
    turnOff() {},
    tryIt() {},
    see() {},
    stop() {},
  };
  return renderToString(<AlertChoice alerts={alerts} />);
}

const on = (notifications: NotificationsAllowed, sound = true) =>
  html({ is: "on", notifications, sound });

Deno.test("alerts are offered, and the button waits until the page runs", () => {
  expect(html({ is: "off" })).toContain("Alert me when a client arrives");
  expect(html({ is: "off" })).not.toContain("disabled");
  expect(renderToString(<AlertChoice alerts={null} />)).toContain("disabled");
  // There before its words: a screen reader announces what is added to it.
  expect(html({ is: "off" })).toMatch(/role="status"><\/p>/);
});

Deno.test("what the browser does not do is said, with what is left, and alerts can be tried and turned off", () => {
  const reads: Record<NotificationsAllowed, string> = {
    granted: "hear a sound and see a notification",
    default: "needs your permission",
    denied: "blocks notifications from this page",
    unsupported: "shows no notifications here",
  };
  for (const [notifications, words] of Object.entries(reads)) {
    const seen = on(notifications as NotificationsAllowed);
    expect(seen).toContain(words);
    expect(seen).toContain("Turn alerts off");
    const asks = notifications === "default";
    expect(seen).toContain(asks ? "Allow notifications" : "Try it");
  }
});

Deno.test("a sound that the browser does not play yet is announced with what it takes", () => {
  expect(on("granted", false)).toContain("needs one click on this page");
  expect(on("granted")).not.toContain("needs one click");
});
