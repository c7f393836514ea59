import { Button, type ButtonProps } from "./Button.tsx";
import { Saying } from "./Saying.tsx";

/** Another tab of this person has the place: this one has stepped back, and never fights for it. */
export function OpenElsewhere({ title, size, onClaim }: {
  readonly title: string;
  readonly size?: ButtonProps["size"];
  readonly onClaim: () => void;
}) {
  return (
    <Saying
      title={title}
      action={
        <Button type="button" variant="primary" size={size} onClick={onClaim}>
          Use this tab instead
        </Button>
      }
    >
      <p>Another tab or device of yours has it. This one has stepped back.</p>
    </Saying>
  );
}
