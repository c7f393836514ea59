import type { ComponentChildren } from "preact";
import { MirrorMark } from "./MirrorMark.tsx";

export interface SayingProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  action?: ComponentChildren;
  /** Over: nothing more is to come. */
  closed?: boolean | undefined;
  testId?: string | undefined;
}

/** A page that says one thing. It takes the place of another while somebody looks on, so it is announced. */
export function Saying(
  { title, children, action, closed, testId }: SayingProps,
) {
  return (
    <section class="saying" role="status" data-testid={testId}>
      <MirrorMark closed={closed} />
      <h1>{title}</h1>
      {children ? <div class="lede">{children}</div> : null}
      {action ? <div class="page-action">{action}</div> : null}
    </section>
  );
}
