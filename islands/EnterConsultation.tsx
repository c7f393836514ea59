import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { Notice } from "@/components/Notice.tsx";
import { LINK_REPLACED } from "@/components/PageClosed.tsx";
import { enter } from "@/lib/client/api.ts";
import { browserFacts } from "@/lib/client/platform.ts";

export interface EnterConsultationProps {
  readonly consultationId: string;
  /** This browser came in by a link that a new time has replaced. */
  readonly replaced?: boolean;
}

const NO_SECRET =
  "This link is not complete. Open it from your confirmation email, or copy all of it.";

/**
 * The door of a client's link. Mail scanners open links and even run scripts, so
 * nothing is sent until a person taps; the secret stays in the fragment, which
 * no server sees, until then.
 */
export default function EnterConsultation(
  { consultationId, replaced = false }: EnterConsultationProps,
) {
  const ready = useSignal(false);
  const canCall = useSignal(true);
  const app = useSignal<string | null>(null);
  const busy = useSignal(false);
  const copied = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const old = useSignal(replaced);

  useEffect(() => {
    canCall.value = Boolean(navigator.mediaDevices?.getUserMedia);
    app.value = browserFacts().insideApp;
    // They may have come by the newest link just now.
    if (location.hash !== "") old.value = false;
    ready.value = true;
  }, []);

  const go = async () => {
    if (busy.value) return;
    const secret = location.hash.slice(1);
    if (secret === "") {
      if (!old.value) trouble.value = NO_SECRET;
      return;
    }
    busy.value = true;
    trouble.value = null;
    const answer = await enter(consultationId, secret);
    if (answer.ok) {
      // Without the secret, so that it stays out of the history.
      return location.replace(`/c/${encodeURIComponent(consultationId)}`);
    }
    busy.value = false;
    old.value = answer.code === "link_replaced";
    if (!old.value) trouble.value = answer.message;
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.value = true;
    } catch {
      trouble.value =
        "Copying is not allowed here. Press and hold the link in your email to copy it.";
    }
  };

  return (
    <div class="stack">
      {canCall.value ? null : (
        <Notice
          tone="warning"
          title={`${app.value ?? "This browser"} cannot make video calls`}
          action={
            <Button
              type="button"
              size="small"
              icon={copied.value ? "check" : "copy"}
              onClick={copy}
            >
              {copied.value ? "Link copied" : "Copy link"}
            </Button>
          }
        >
          Copy the link and open it in Safari or Chrome. You can come in here
          all the same, without camera and microphone.
        </Notice>
      )}
      <Button
        type="button"
        variant="primary"
        size="large"
        icon="door-open"
        full
        busy={busy.value}
        disabled={!ready.value}
        onClick={go}
        data-testid="enter"
      >
        Enter the waiting room
      </Button>
      {old.value
        ? (
          <Notice tone="warning" title="Your consultation has a new time">
            {LINK_REPLACED}
          </Notice>
        )
        : null}
      {trouble.value ? <Notice tone="error">{trouble.value}</Notice> : null}
    </div>
  );
}
