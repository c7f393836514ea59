import type { OverProps } from "@/lib/client/waiting/leftovers.ts";
import { otherParty, type Party } from "@/lib/domain/call/presence.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { pageEnds } from "@/words/page_ends.ts";
import { times } from "@/words/times.ts";
import { MessagePage } from "@/components/frame/MessagePage.tsx";

/** The page of a consultation that is over. */
export function ConsultationOver(
  { phase, viewer, snapshot, otherName, wait, action }: OverProps,
) {
  const { sessionStartedAt: from, sessionEndedAt: to } = snapshot;
  const name = firstName(otherName);
  const { title, text } = phase === "cancelled" && snapshot.cancelledBy !== null
    ? cancelledBy(snapshot.cancelledBy, { viewer, name })
    : phase === "closed"
    ? missed(snapshot.came, { viewer, name })
    : pageEnds[phase];
  const lasted = phase === "ended" && from !== null && to !== null
    ? pageEnds.lasted({
      name,
      duration: times.lasted({ ms: Date.parse(to) - Date.parse(from) }),
    })
    : null;
  return (
    <MessagePage title={title} closed action={action} testId={phase}>
      <p>{lasted && `${lasted} `}{wait ?? text}</p>
    </MessagePage>
  );
}

/** Says who did not come, to the one who did; without knowing, or to the other, nothing about anybody. */
function missed(
  came: WaitingSnapshot["came"],
  { viewer, name }: { readonly viewer: Party; readonly name: string },
): { title: string; text: string } {
  const words = pageEnds.missed;
  if (!came?.[viewer]) {
    return came?.[otherParty(viewer)]
      ? { title: pageEnds.closed.title, text: words.youDidNot({ name }) }
      : pageEnds.closed;
  }
  const next = viewer === "client" ? words.clientNext : words.artistNext;
  return came[otherParty(viewer)]
    ? { title: words.notStarted, text: next }
    : { title: words.otherDidNot({ name }), text: next };
}

function cancelledBy(
  by: Party | "admin",
  { viewer, name }: { readonly viewer: Party; readonly name: string },
): { title: string; text: string } {
  const { title, ...words } = pageEnds.cancelledBy;
  const next = viewer === "client" ? words.clientNext : words.artistNext;
  const who = by === viewer
    ? words.you
    : by === "admin"
    ? words.theStudio
    : words.other({ name });
  return { title, text: `${who} ${next}` };
}
