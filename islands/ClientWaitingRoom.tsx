import {
  ClientWaiting,
  type ClientWaitingProps,
} from "@/components/waiting/ClientWaiting.tsx";
import type { WaitingPageOptions } from "@/lib/client/waiting/waiting_page.ts";
import { useWaitingPage } from "@/lib/client/waiting/waiting_page_hook.ts";

export type ClientWaitingRoomProps =
  & WaitingPageOptions
  & Omit<ClientWaitingProps, "page">;

/** The client's page from entering to the end: it waits, and becomes the call by itself. */
export default function ClientWaitingRoom(props: ClientWaitingRoomProps) {
  return <ClientWaiting {...props} page={useWaitingPage("client", props)} />;
}
