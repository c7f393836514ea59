import type { ComponentChildren } from "preact";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import type { RoomPhase } from "@/lib/client/waiting/waiting_view.ts";
import { ConsultationOver } from "./ConsultationOver.tsx";
import { OpenElsewhere, type OpenElsewhereProps } from "./OpenElsewhere.tsx";
import { PageClosed } from "./PageClosed.tsx";

export interface WaitingPageViewProps {
  readonly page: WaitingPage;
  /** The viewer's party. */
  readonly viewer: Party;
  /** The other person's first name. */
  readonly otherName: string;
  /** A link shown when the page is closed. */
  readonly back?: ComponentChildren;
  /** Links shown when the consultation is over. */
  readonly afterwards?: ComponentChildren;
  readonly elsewhere: Pick<OpenElsewhereProps, "title" | "size">;
  readonly call: (callPage: CallPage) => ComponentChildren;
  readonly room: (phase: RoomPhase) => ComponentChildren;
}

/** The page of one consultation, for client and artist: each view has one component. */
export function WaitingPageView(props: WaitingPageViewProps) {
  const { page, viewer, otherName } = props;
  const { callPage, view, snapshot } = page;
  switch (view.is) {
    case "closed":
      return <PageClosed why={view.why} action={props.back} />;
    case "elsewhere":
      return (
        <OpenElsewhere
          {...props.elsewhere}
          onClaim={() => callPage?.claim()}
        />
      );
    case "over": {
      const Over = callPage?.over.value?.view ?? ConsultationOver;
      return (
        <Over
          phase={view.phase}
          viewer={viewer}
          snapshot={snapshot}
          otherName={otherName}
          action={props.afterwards}
        />
      );
    }
    case "call":
      return <>{callPage && props.call(callPage)}</>;
    case "room":
      return <>{props.room(view.phase)}</>;
  }
}
