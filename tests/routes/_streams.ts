import type { Changes } from "@/lib/ports/mod.ts";
import type { TestApp, Who } from "@/tests/_support/an_app.ts";
import { EventReader } from "@/tests/_support/event_reader.ts";
import { video } from "./_requests.ts";

const headers = { accept: "text/event-stream" };

/** Opens a stream and closes it after the test's callback. */
export async function watching(
  app: TestApp,
  path: string,
  as: Who,
  work: (reader: EventReader) => Promise<void>,
) {
  const reader = new EventReader(await app.ask(path, { as, headers }));
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}

export function watchingRoom(
  app: TestApp,
  id: string,
  as: Who,
  work: (reader: EventReader) => Promise<void>,
) {
  return watching(app, `${video(id)}/waiting-status`, as, work);
}

/** Counts the current watchers of changes. */
export function counted(changes: Changes): Changes & { open: number } {
  return {
    open: 0,
    subscribe(topic, onChange) {
      const undo = changes.subscribe(topic, onChange);
      this.open++;
      return () => {
        this.open--;
        undo();
      };
    },
  };
}
