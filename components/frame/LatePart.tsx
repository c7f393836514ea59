import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { LateComponent } from "@/lib/client/page/late_component.ts";

/** Loads code from then on. @param wanted once it is clear that it will be needed */
export function useLateCode(
  late: Pick<LateComponent<never>, "load">,
  wanted: boolean,
): void {
  useEffect(() => {
    if (wanted) late.load();
  }, [wanted]);
}

/** Whether the late parts below it load: a call waits for its first picture. */
export const LoadsLateParts = createContext(true);

/** A late part of a page as soon as its code is here; loading begins after the first paint, or later (`LoadsLateParts`). */
export function LatePart<Props extends object>(
  { late, props, children = null }: {
    readonly late: LateComponent<Props>;
    readonly props: Props;
    /** Shown until then. */
    readonly children?: ComponentChildren;
  },
) {
  useLateCode(late, useContext(LoadsLateParts));
  const Part = late.component.value;
  return Part ? <Part {...props} /> : <>{children}</>;
}
