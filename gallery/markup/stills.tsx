import { KeptStills } from "@/components/stills/KeptStills.tsx";
import { drawnStill } from "@/gallery/live/fixed_stills.ts";
import { PICTURES } from "@/gallery/live/still_states.ts";
import { CLIENT, CONSULTATION_ID, SERVICE } from "@/gallery/sample.ts";
import { markup } from "./states.ts";

const kept = (viewer: "client" | "artist", choosable = false) => (
  <KeptStills
    id={CONSULTATION_ID}
    viewer={viewer}
    stills={PICTURES}
    choosable={choosable}
    fileUrl={drawnStill}
  />
);

export const KEPT_STILLS = {
  ...markup({ viewer: "client", heading: SERVICE }, { client: kept("client") }),
  ...markup({ viewer: "artist", heading: CLIENT }, {
    artist: kept("artist"),
    "artist-choosing": kept("artist", true),
  }),
};
