import { useSignal } from "@preact/signals";
import { Button } from "@/components/Button.tsx";
import { Notice } from "@/components/Notice.tsx";
import { signInByLink } from "@/lib/client/sign_in.ts";

/** Sends the link's secret on a person's tap, never by itself. */
export default function SignInByLink() {
  const busy = useSignal(false);
  const words = useSignal<string | null>(null);
  const enter = async () => {
    busy.value = true;
    words.value = null;
    const outcome = await signInByLink(location.hash.slice(1));
    if (outcome.ok) {
      location.replace(outcome.home);
      return;
    }
    words.value = outcome.message;
    busy.value = false;
  };
  return (
    <div class="stack">
      {words.value && (
        <Notice
          tone="error"
          action={<a href="/sign-in">Ask for a new email</a>}
        >
          {words.value}
        </Notice>
      )}
      <Button
        type="button"
        variant="primary"
        size="large"
        busy={busy.value}
        onClick={enter}
        data-testid="sign-in"
      >
        Sign in
      </Button>
    </div>
  );
}
