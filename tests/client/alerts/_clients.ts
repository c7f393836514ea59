import type { AwaitedClient } from "@/lib/client/alerts/news.ts";

export function aClient(change: Partial<AwaitedClient> = {}): AwaitedClient {
  const { id = "a" } = change;
  return {
    id,
    name: "Clara",
    about: "Bridal trial, 17:15–18:00",
    href: `/artist/consultations/${id}`,
    waits: false,
    unread: 0,
    ...change,
  };
}
