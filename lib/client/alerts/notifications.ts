/** `unsupported`: this browser shows none, or none without a service worker (Chrome on Android). */
export type NotificationsAllowed = NotificationPermission | "unsupported";

export interface NotificationText {
  readonly title: string;
  readonly body: string;
  /** One with the same tag takes its place, also from another tab. */
  readonly tag: string;
  /** Where a click on it leads; null stays on the page. */
  readonly href: string | null;
}

export interface Notifications {
  allowed(): NotificationsAllowed;
  /** Asks the person; call it inside a tap. */
  ask(): Promise<NotificationsAllowed>;
  /** Shows one if that is allowed. */
  show(text: NotificationText): void;
}

/** The browser's own (https://notifications.spec.whatwg.org). */
export function browserNotifications(): Notifications {
  const allowed = (): NotificationsAllowed =>
    "Notification" in globalThis ? Notification.permission : "unsupported";
  return {
    allowed,
    async ask() {
      if (allowed() !== "default") return allowed();
      return await Notification.requestPermission();
    },
    show({ title, body, tag, href }) {
      if (allowed() !== "granted") return;
      try {
        const shown = new Notification(title, { body, tag, ...iconOfPage() });
        shown.onclick = () => {
          shown.close();
          globalThis.focus();
          if (href !== null) location.assign(href);
        };
      } catch {
        // Chrome on Android has the class, but only a service worker may use it.
      }
    },
  };
}

function iconOfPage(): { icon?: string } {
  const link = document.head.querySelector<HTMLLinkElement>(
    "link[rel=apple-touch-icon]",
  );
  return link ? { icon: link.href } : {};
}
