import type { LiveView } from "./live_view.ts";

/**
 * The live views of this process, each shared by the streams that have the same
 * name. A name has to contain everything that the view's permission depends on.
 */
export interface LiveViews {
  /** Keeps the view until `release` is called. */
  take<T>(
    name: string,
    create: () => LiveView<T>,
  ): { readonly view: LiveView<T>; release(): void };
  readonly size: number;
}

export function createLiveViews(): LiveViews {
  const views = new Map<string, { view: unknown; takers: number }>();
  return {
    take<T>(name: string, create: () => LiveView<T>) {
      const shared = views.get(name) ?? { view: create(), takers: 0 };
      views.set(name, shared);
      shared.takers++;
      return {
        // One name always has views of one type: it begins with the path.
        view: shared.view as LiveView<T>,
        release() {
          if (--shared.takers === 0) views.delete(name);
        },
      };
    },
    get size() {
      return views.size;
    },
  };
}
