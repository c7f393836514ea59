import {
  ArtistWaiting,
  type ArtistWaitingProps,
} from "@/components/waiting/ArtistWaiting.tsx";
import { SILENT } from "@/lib/client/alerts/alert_sound.ts";
import { useAlerts, useFaviconBadge } from "@/lib/client/alerts/alerts_hook.ts";
import { useTitle } from "@/lib/client/page/page_hooks.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { useArrivalChime } from "@/lib/client/waiting/arrival_chime_hook.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
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
  const name = firstName(props.clientName);
  const arrived = isWanted(page.phase, here);
  useArrivalChime(here, page.callPage?.audio);
  useTitle(titleOf(name, arrived));
  useFaviconBadge(arrived);
  // The chime is this page's sound.
  useAlerts([{
    id: props.consultationId,
    name,
    about: props.serviceName,
    href: `/artist/consultations/${props.consultationId}`,
    waits: arrived,
    unread: 0,
  }], { sound: SILENT });
  return <ArtistWaiting {...props} page={page} start={start} />;
}

/** Whether the client waits, or is in the call. */
function isWanted(phase: Phase, here: boolean): boolean {
  return here && phase !== "ended";
}

function titleOf(name: string, arrived: boolean): string | null {
  return arrived ? `${name} is here` : null;
}
