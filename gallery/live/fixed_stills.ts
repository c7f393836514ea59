import { signal } from "@preact/signals";
import { cameraApp } from "@/lib/client/stills/camera_app.ts";
import { type OpenSheet, pageVisit } from "@/lib/client/stills/page_visit.ts";
import type {
  StillsOwner,
  StillsPage,
} from "@/lib/client/stills/stills_page.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { face } from "@/gallery/drawings/face.ts";
import type { PageFixture } from "./fixture.ts";

/** Stills without a server, the same for every part of the page. */
export function fixedStills({ stills }: PageFixture) {
  let page: StillsPage | null = null;
  return ({ devices }: StillsOwner, party: Party): StillsPage => {
    if (page) return page;
    const sheet = signal<OpenSheet>(null);
    const uploads = {
      list: signal(stills?.uploads ?? []),
      add() {},
      drop() {},
    };
    return page = {
      party,
      now: signal(stills?.now ?? null),
      uploads,
      arrived: signal(stills?.arrived ?? false),
      refusals: {
        unsent: signal(stills?.unsent ?? null),
        refuse: () => Promise.resolve(),
        takeBack() {},
      },
      busy: signal(false),
      trouble: signal(stills?.trouble ?? null),
      act: () => Promise.resolve(false),
      fileUrl: drawnStill,
      sheet,
      visit: pageVisit({ devices, sheet, uploads }),
      app: cameraApp(),
      dismissed: signal(null),
    };
  };
}

/** A drawn face in place of each picture. */
export function drawnStill(): string {
  return `data:image/svg+xml,${encodeURIComponent(face(false))}`;
}
