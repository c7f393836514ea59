import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import {
  inBrowser,
  openSnapshot,
  press,
  refused,
  sees,
  tap,
  testId,
  withBrowser,
} from "./_stage.ts";

const view = (snapshot: WaitingSnapshot) => `
  const view = <ClientWaitingRoom consultationId="${snapshot.id}"
    clientName="Mara Lindqvist" artistName="Inès Vidal" serviceName="Bridal trial"
    when="Sunday 22 November, 18:00" zone="Europe/Berlin" zoneOffsets={[]} sdkUrl="/sdk-is-not-there.js"
    snapshot={${JSON.stringify(snapshot)}} />;`;
const iso = (at: number) => new Date(at).toISOString();

/** The camera is not permanently allowed, and every request is denied. */
const saysNo = () => {
  Object.defineProperty(navigator, "permissions", {
    value: { query: () => Promise.resolve({ state: "prompt" }) },
  });
  let asked = 0;
  navigator.mediaDevices.getUserMedia = () => {
    document.title = `asked ${++asked}`;
    return Promise.reject(new DOMException("", "NotAllowedError"));
  };
};
/** The browser would ask, and the answer would be yes. */
const wouldAsk = () => {
  Object.defineProperty(navigator, "permissions", {
    value: { query: () => Promise.resolve({ state: "prompt" }) },
  });
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let asked = 0;
  navigator.mediaDevices.getUserMedia = (constraints) => {
    document.title = `asked ${++asked}`;
    return real(constraints);
  };
};

Deno.test("the client's waiting room", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "opening the page announces the client; the artist's arrival is pushed",
      async () => {
        const first = openSnapshot();
        let tab = "";
        await stage({
          view: view(first),
          before: wouldAsk,
          api: ({ body }) => {
            tab = (body as { tab: string }).tab;
            return Response.json(
              openSnapshot({
                holder: tab,
                client: { here: true, since: first.now },
              }),
            );
          },
        }, async ({ page, calls, push, listening }) => {
          await sees(page, "Waiting for Inès.");
          await listening();
          await page.waitForNetworkIdle({ concurrency: 1, idleTime: 100 });
          expect(calls[0]!.body).toEqual({
            tab,
            event: "arrive",
            mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
          });
          expect(tab).toMatch(/^[A-Za-z0-9_-]{22}$/);
          push(
            "snapshot",
            openSnapshot({
              holder: tab,
              client: { here: true, since: first.now },
              artist: { here: true, since: first.now },
            }),
          );
          await sees(page, "Inès can see that you are here.");
          expect(
            await page.$eval(
              testId("presence-artist"),
              (e) => (e as HTMLElement).innerText,
            ),
          ).toContain("Inès");
        });
      },
    );

    await t.step(
      "a browser without WebRTC says so in every heartbeat, for the artist to see",
      () =>
        stage({
          view: view(openSnapshot()),
          before: () =>
            Object.defineProperty(globalThis, "RTCPeerConnection", {
              value: undefined,
            }),
          api: ({ body }) =>
            Response.json(
              openSnapshot({ holder: (body as { tab: string }).tab }),
            ),
        }, async ({ page, calls }) => {
          await sees(page, "Waiting for Inès.");
          await until("a heartbeat", () => calls.length > 0);
          expect(calls[0]!.body).toMatchObject({
            event: "arrive",
            mediaPreferences: { canCall: false },
          });
        }),
    );

    await t.step(
      "the camera is requested on a tap, once, and shown mirrored; nobody gets video before that",
      () =>
        stage({
          view: view(openSnapshot()),
          before: wouldAsk,
          api: () => Response.json(openSnapshot()),
        }, async ({ page }) => {
          await sees(
            page,
            "Nothing from your camera or microphone is sent before the call starts.",
          );
          expect(await page.title()).toBe("Stage");
          await tap(page, testId("camera-on"));
          await page.waitForFunction(() => {
            const video = document.querySelector<HTMLVideoElement>(
              '[data-testid="self-video"]',
            );
            return (video?.videoWidth ?? 0) > 0 && video!.muted;
          });
          expect(await page.title()).toBe("asked 1");
          expect(await page.$(testId("camera-on"))).toBeNull();
          await page.waitForSelector(".mirror--mirrored");
          await page.waitForSelector('[role="meter"]');
        }),
    );

    await t.step(
      "after a denial there are instructions for this system, a retry, and a way to join without",
      () =>
        stage({
          view: view(openSnapshot()),
          before: saysNo,
          api: () => Response.json(openSnapshot()),
        }, async ({ page }) => {
          await tap(page, testId("camera-on"));
          await sees(page, "camera and microphone are not allowed");
          const before = await page.title();
          await press(page, "Try again");
          await page.waitForFunction(
            (before) => document.title !== before,
            {},
            before,
          );
          await press(page, "Continue without them");
          await sees(page, "You’re joining without camera and microphone");
        }),
    );

    await t.step(
      "early, the page counts down by the server's clock, takes no lease, and opens by itself",
      async () => {
        // A device whose clock is a day behind must make no difference.
        const behind = 24 * 60 * 60_000;
        const now = Date.now() - behind;
        const first = openSnapshot({
          now: iso(now),
          opensAt: iso(now + 2_500),
          closesAt: iso(now + 60 * 60_000),
        });
        await stage({
          view: view(first),
          before: wouldAsk,
          api: () => Response.json({ ...first, now: iso(Date.now() - behind) }),
        }, async ({ page, calls, listening }) => {
          await sees(page, "You are early");
          await listening();
          expect(calls).toEqual([]);
          await sees(page, "Waiting for Inès.");
          await page.waitForNetworkIdle({ concurrency: 1, idleTime: 100 });
          expect(calls.map(({ method }) => method)).toContain("POST");
        });
      },
    );

    await t.step(
      "another tab takes the lease: this one steps back, and can take it again",
      () => {
        let tab = "";
        return stage({
          view: view(openSnapshot()),
          before: wouldAsk,
          api: ({ body }) => {
            tab = (body as { tab: string }).tab;
            return Response.json(openSnapshot({ holder: tab }));
          },
        }, async ({ page, calls, push, listening }) => {
          await listening();
          await page.waitForNetworkIdle({ concurrency: 1, idleTime: 100 });
          push("snapshot", openSnapshot({ holder: "another-tab" }));
          await sees(page, "open somewhere else");
          await press(page, "Use this tab instead");
          await sees(page, "Waiting for Inès.");
          expect(
            calls.map(({ body }) => (body as { event: string }).event),
          ).toEqual(["arrive", "arrive"]);
        });
      },
    );

    await t.step(
      "every way a consultation can be over reaches the page, and no more requests follow",
      async () => {
        const overs = [
          ["ended", "The consultation has ended"],
          ["cancelled", "is not taking place"],
          ["no_show", "The time for this consultation is over"],
        ] as const;
        for (const [state, words] of overs) {
          await stage({
            view: view(openSnapshot()),
            before: wouldAsk,
            api: () => Response.json(openSnapshot()),
          }, async ({ page, push, listening }) => {
            await listening();
            push(
              "snapshot",
              openSnapshot({ state, now: iso(Date.now() + 1e4) }),
            );
            await sees(page, words);
          });
        }
      },
    );

    await t.step(
      "a link revoked meanwhile closes the page with the server's message",
      () =>
        stage({
          view: view(openSnapshot()),
          before: wouldAsk,
          api: () => Response.json(openSnapshot()),
        }, async ({ page, push, listening }) => {
          await listening();
          push("gone", {
            error: { code: "link_invalid", message: "Use the newest email." },
          });
          await sees(page, "Use the newest email.");
        }),
    );

    await t.step(
      "a call that has begun waits for the camera step; an SDK that cannot be loaded is reported and can be retried",
      () => {
        const live = () =>
          openSnapshot({
            state: "live",
            twilioRoomStatus: "in-progress",
            sessionStartedAt: iso(Date.now()),
          });
        return stage({
          view: view(live()),
          before: wouldAsk,
          api: ({ path }) =>
            path.endsWith("/token")
              ? refused("video_unavailable", 503, "The video service is down.")
              : path.endsWith("/recording")
              ? refused("video_unavailable", 503)
              : Response.json(live()),
        }, async ({ page, calls, push, listening }) => {
          await listening();
          await sees(page, "Inès has started.");
          expect(calls.some(({ path }) => path.endsWith("/token"))).toBe(false);
          await tap(page, testId("camera-on"));
          await page.waitForSelector(testId("call-banner"));
          await page.waitForSelector(testId("end-session"));
          await sees(page, "Rejoin");
          // The call covers the page: the focus is inside it and cannot move
          // underneath.
          const under = () => ({
            inert: document.querySelector("header")!.inert,
            focus: document.activeElement?.id,
          });
          expect(await page.evaluate(under)).toEqual({
            inert: true,
            focus: "main",
          });
          push(
            "snapshot",
            openSnapshot({
              state: "ended",
              sessionEndedAt: iso(Date.now()),
              now: iso(Date.now() + 10_000),
            }),
          );
          await page.waitForSelector(testId("ended"));
          expect(await page.evaluate(under)).toEqual({
            inert: false,
            focus: "main",
          });
        });
      },
    );
  });
});
