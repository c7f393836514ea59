import { LinkButton } from "@/components/ui/Button.tsx";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { OnItsWay } from "./OnItsWay.tsx";

/** After the end: a picture that is still on its way, or could not be sent. */
export function StillsLeft({ uploads }: Pick<StillsPage, "uploads">) {
  const upload = uploads.list.value[0];
  return upload ? <OnItsWay upload={upload} drop={uploads.drop} /> : null;
}

/** After the end: where the client sees what was sent, if anything was. */
export function PicturesLink({ stills, id }: {
  readonly stills: Pick<StillsPage, "now">;
  /** The consultation's. */
  readonly id: string;
}) {
  if (!stills.now.value?.stills.length) return null;
  // Another address than the page's: that would only move within it.
  const href = `/c/${id}?after#stills`;
  return <LinkButton href={href}>{words.kept.link}</LinkButton>;
}
