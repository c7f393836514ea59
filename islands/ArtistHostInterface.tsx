import {
  ArtistWaiting,
  type ArtistWaitingProps,
} from "@/components/waiting/ArtistWaiting.tsx";
import { useTitle } from "@/lib/client/page/page_hooks.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { useArrivalChime } from "@/lib/client/waiting/arrival_chime_hook.ts";
import { useStartConsultation } from "@/lib/client/waiting/start_consultation_hook.ts";
import type { WaitingPageOptions } from "@/lib/client/waiting/waiting_page.ts";
import { useWaitingPage } from "@/lib/client/waiting/waiting_page_hook.ts";

export type ArtistHostInterfaceProps =
  & WaitingPageOptions
  & Omit<ArtistWaitingProps, "page" | "start">;

/**
 * The artist's page before, during and after one consultation: who is here, and
 * the button that starts it.
 */
export default function ArtistHostInterface(props: ArtistHostInterfaceProps) {
  const page = useWaitingPage("artist", props);
  const start = useStartConsultation(page.callPage);
  const { here } = page.snapshot.client;
  useArrivalChime(here, page.callPage?.audio);
  useTitle(
    here && page.phase !== "ended"
      ? `${firstName(props.clientName)} is here`
      : null,
  );
  return <ArtistWaiting {...props} page={page} start={start} />;
}
