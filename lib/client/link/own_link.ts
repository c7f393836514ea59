import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";

/**
 * The client's own link, beyond the page on which they enter. That page's
 * address has the secret; the next one's does not, so the tab keeps it
 * (decision 038). If the browser refuses to, nothing is kept.
 */
const memoryOf = (id: string, storage?: () => TabStorage) =>
  tabMemory(`visavis-link-${id}`, storage);

export function linkOf(
  id: string,
  secret: string,
  origin: string = location.origin,
): string {
  const page = `${origin}/c/${encodeURIComponent(id)}`;
  return secret === "" ? page : `${page}#${secret}`;
}

export function keepSecret(
  id: string,
  secret: string,
  storage?: () => TabStorage,
): void {
  memoryOf(id, storage).save(secret);
}

/** Empty if this tab does not know it. */
export function keptSecret(id: string, storage?: () => TabStorage): string {
  return memoryOf(id, storage).load() ?? "";
}

export function forgetSecret(id: string, storage?: () => TabStorage): void {
  memoryOf(id, storage).save(null);
}
