import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { PageScript } from "@/components/frame/PageScript.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";

/** The button of a sign-in link's page. `lib/client/entries/sign_in_link.ts` enables it: only a script can read the secret. */
export function SignInByLink(
  { script }: { readonly script: string | undefined },
) {
  return (
    <div class="stack" data-entry="sign-in-link">
      <Button
        type="button"
        variant="primary"
        size="large"
        disabled
        data-part="sign-in"
        data-testid="sign-in"
      >
        Sign in
      </Button>
      <template data-template="no-secret">
        <Notice
          tone="error"
          action={<a href="/sign-in">Ask for a new email</a>}
        >
          This link is incomplete. Copy all of it, or enter the code from the
          same email in the browser where you asked for it.
        </Notice>
      </template>
      <template data-template="no-cookies">
        <Notice
          tone="error"
          action={<a href="/sign-in">Ask for a new email</a>}
        >
          This browser blocks cookies, so you cannot stay signed in. Allow
          cookies for this site in its settings, and ask for a new email.
        </Notice>
      </template>
      <template data-template="refused">
        <Notice
          tone="error"
          action={<a href="/sign-in">Ask for a new email</a>}
        >
          <span data-text="message" />
        </Notice>
      </template>
      <LateScripts />
      <PageScript src={script} />
    </div>
  );
}
