import { CallBanner } from "@/components/call/CallBanner.tsx";
import { Button } from "@/components/ui/Button.tsx";
import {
  openRequestOf,
  refusedRequestOf,
} from "@/lib/client/stills/open_request.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { OnItsWay } from "./OnItsWay.tsx";

interface NoticeProps {
  readonly stills: StillsPage;
  /** First name. */
  readonly artist: string;
}

/**
 * What the client has to know while the sheet is closed: a picture is asked
 * for, one is on its way, or one has arrived. It is announced, and takes no
 * focus: the person may be writing.
 */
export function ClientStillsNotice(props: NoticeProps) {
  const { sheet, uploads, arrived, now } = props.stills;
  if (sheet.value !== null) return null;
  const upload = uploads.list.value[0];
  if (upload) return <OnItsWay upload={upload} drop={uploads.drop} />;
  return (
    <>
      {arrived.value && isAnswered(now.value) && (
        <div data-testid="still-arrived">
          <CallBanner icon="circle-check">
            {words.sent({ artist: props.artist, count: 1 })}
          </CallBanner>
        </div>
      )}
      <Request {...props} />
    </>
  );
}

/** Beside a newer request, or its refusal, "has your picture" would speak of the wrong one. */
function isAnswered(now: StillsAnswer | null): boolean {
  return openRequestOf(now) === null && refusedRequestOf(now) === null;
}

/** The newest request, while it can be answered. */
function Request({ stills, artist }: NoticeProps) {
  const { now, refusals, sheet, trouble } = stills;
  const asked = openRequestOf(now.value);
  if (asked === null) return <Refused stills={stills} artist={artist} />;
  const open = () => {
    refusals.takeBack();
    sheet.value = { requestId: asked.id };
  };
  const { unsent } = refusals;
  if (unsent.value?.request === asked.id) {
    return unsent.value.waiting ? <NotYetRefused open={open} /> : null;
  }
  return (
    <div class="still-asked" data-testid="still-asked">
      <CallBanner
        icon="camera"
        action={
          <span class="row">
            <Button
              type="button"
              size="small"
              onClick={open}
              data-opens-still
              data-testid="still-open"
            >
              {words.open}
            </Button>
            <Button
              type="button"
              size="small"
              onClick={() => void refusals.refuse(asked.id)}
              data-testid="still-refuse"
            >
              {words.refuse}
            </Button>
          </span>
        }
      >
        {words.asked({ artist, what: asked.what })} {trouble.value}
      </CallBanner>
    </div>
  );
}

/** One tap refuses, beside the one that opens the sheet: a slip must not be final. */
function Refused({ stills, artist }: NoticeProps) {
  const { now, sheet, dismissed } = stills;
  const refused = refusedRequestOf(now.value);
  if (refused === null || dismissed.value === refused.id) return null;
  return (
    <div data-testid="still-refused">
      <CallBanner
        icon="camera"
        action={
          <span class="row">
            <Button
              type="button"
              size="small"
              onClick={() => sheet.value = { requestId: refused.id }}
              data-opens-still
              data-testid="still-after-all"
            >
              {words.afterAll}
            </Button>
            <Button
              type="button"
              size="small"
              onClick={() => dismissed.value = refused.id}
              data-testid="still-dismiss"
            >
              {words.close}
            </Button>
          </span>
        }
      >
        {words.refused({ artist })}
      </CallBanner>
    </div>
  );
}

/** The person has said no, and need not say it again; they may also think again. */
function NotYetRefused({ open }: { readonly open: () => void }) {
  return (
    <div data-testid="still-unsent-refusal">
      <CallBanner
        tone="waiting"
        action={
          <Button type="button" size="small" onClick={open} data-opens-still>
            {words.open}
          </Button>
        }
      >
        {words.refusalWaits}
      </CallBanner>
    </div>
  );
}
