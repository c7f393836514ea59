import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { cleanups } from "@/lib/client/page/browser.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";
import type { AlertSound } from "./alert_sound.ts";
import { type AwaitedClient, followNews, type News } from "./news.ts";
import type {
  Notifications,
  NotificationsAllowed,
  NotificationText,
} from "./notifications.ts";

export type AlertState =
  | { readonly is: "off" }
  | {
    readonly is: "on";
    readonly notifications: NotificationsAllowed;
    /** Whether the sound can be played without another click. */
    readonly sound: boolean;
  };

/** Tells an artist who looks elsewhere that a client has arrived or written. */
export interface Alerts {
  readonly state: ReadonlySignal<AlertState>;
  /** Asks for notifications, too; call it inside a tap. */
  turnOn(): Promise<void>;
  turnOff(): void;
  /** Shows and plays one, wherever the artist looks. */
  tryIt(): void;
  /** The page's newest state. */
  see(clients: readonly AwaitedClient[]): void;
  stop(): void;
}

export interface AlertParts {
  readonly notifications: Notifications;
  readonly sound: AlertSound;
  readonly words: {
    readonly news: (news: News) => { title: string; body: string };
    readonly trial: { readonly title: string; readonly body: string };
  };
  /** Milliseconds that only ever grow: a phone's or computer's clock may be wrong. */
  readonly now: () => number;
  readonly page: Pick<
    Document,
    "addEventListener" | "removeEventListener" | "visibilityState" | "hasFocus"
  >;
  /** The choice is one of this browser, for all its tabs. */
  readonly storage: () => TabStorage;
  /** The path of the page itself: a click on a notification leads elsewhere only. */
  readonly path: string;
}

const KEY = "visavis-alerts";
/** With one of these a browser allows sound. */
const GESTURES = ["pointerdown", "keydown"] as const;

export function startAlerts(parts: AlertParts): Alerts {
  const { notifications, sound, words, page, path } = parts;
  const kept = tabMemory(KEY, parts.storage);
  const on = signal(false);
  /** Another tab may have changed it; where nothing can be kept, this tab's own choice stays. */
  const readChoice = () => {
    const choice = kept.load();
    if (choice !== null) on.value = choice === "on";
  };
  readChoice();
  const allowed = signal(notifications.allowed());
  const newsOf = followNews(parts.now);
  const stops = cleanups();

  const listen = (type: string, then: () => void) => {
    page.addEventListener(type, then, true);
    stops.add(() => page.removeEventListener(type, then, true));
  };
  for (const gesture of GESTURES) {
    listen(gesture, () => {
      if (on.peek() && !sound.ready.peek()) void sound.allow();
    });
  }
  // It may have been changed in the browser's settings.
  listen("visibilitychange", () => {
    readChoice();
    allowed.value = notifications.allowed();
  });

  const isInFront = () => page.visibilityState === "visible" && page.hasFocus();
  const show = (text: Omit<NotificationText, "href">, href: string) =>
    notifications.show({ ...text, href: href === path ? null : href });

  return {
    state: computed(() =>
      on.value
        ? {
          is: "on",
          notifications: allowed.value,
          sound: sound.ready.value,
        }
        : { is: "off" }
    ),
    async turnOn() {
      on.value = true;
      kept.save("on");
      const [answer] = await Promise.all([notifications.ask(), sound.allow()]);
      allowed.value = answer;
    },
    turnOff() {
      on.value = false;
      kept.save("off");
    },
    tryIt() {
      show({ ...words.trial, tag: "visavis-trial" }, path);
      sound.ring();
    },
    see(clients) {
      const news = newsOf(clients);
      if (news.length === 0 || isInFront()) return;
      readChoice();
      if (!on.peek()) return;
      for (const one of news) {
        const tag = `visavis-${one.kind}-${one.of.id}`;
        show({ ...words.news(one), tag }, one.of.href);
      }
      sound.ring();
    },
    stop: stops.run,
  };
}
