import { Button } from "@/components/ui/Button.tsx";

/** For a lost phone, or a computer that is somebody else's. */
export function SignOutEverywhere() {
  return (
    <section class="day-section stack" aria-labelledby="signed-in">
      <h2 id="signed-in">Where you are signed in</h2>
      <p class="soft">
        If you have lost a phone or used a computer that is not yours, sign out
        in every browser. This one asks you to sign in again, too; a call that
        you are in goes on.
      </p>
      <form method="post" action="/sign-out/everywhere">
        <Button data-testid="sign-out-everywhere">Sign out everywhere</Button>
      </form>
    </section>
  );
}
