import type {
  AnchorHTMLAttributes,
  ButtonHTMLAttributes,
  ComponentChildren,
} from "preact";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

interface Look {
  /** `primary` is the one main action of a page. Default: `secondary`. */
  variant?: ButtonVariant | undefined;
  /** `large` for the action of a client's page, `small` inside lists. */
  size?: "small" | "medium" | "large" | undefined;
  icon?: IconName | undefined;
  /** The icon's position; `end` suits arrows. */
  iconAt?: "start" | "end" | undefined;
  /** As wide as its container. */
  full?: boolean | undefined;
  class?: string | undefined;
  children?: ComponentChildren;
}

export type ButtonProps =
  & Look
  & { busy?: boolean }
  & Omit<ButtonHTMLAttributes, keyof Look | "className">;
export type LinkButtonProps =
  & Look
  & { href: string }
  & Omit<AnchorHTMLAttributes, keyof Look | "href" | "className">;

/**
 * A button. `busy` keeps its label and its focus and tells screen readers
 * (`aria-disabled`, not `disabled`); the click handler must ignore clicks while
 * busy.
 */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    icon,
    iconAt,
    full,
    busy,
    class: extra,
    children,
    type,
    ...rest
  } = props;
  return (
    <button
      {...rest}
      type={type ?? "submit"}
      class={look({ variant, size, full, extra })}
      aria-busy={busy ? "true" : undefined}
      aria-disabled={busy ? "true" : rest["aria-disabled"]}
    >
      <Inside icon={icon} iconAt={iconAt}>{children}</Inside>
    </button>
  );
}

/** A link that looks like a button: for navigation, never for a change. */
export function LinkButton(props: LinkButtonProps) {
  const { variant, size, icon, iconAt, full, class: extra, children, ...rest } =
    props;
  return (
    <a {...rest} class={look({ variant, size, full, extra })}>
      <Inside icon={icon} iconAt={iconAt}>{children}</Inside>
    </a>
  );
}

function look(
  o: {
    variant: ButtonVariant | undefined;
    size: Look["size"];
    full: boolean | undefined;
    extra: string | undefined;
  },
): string {
  return cx(
    "button",
    `button--${o.variant ?? "secondary"}`,
    o.size && o.size !== "medium" && `button--${o.size}`,
    o.full && "button--full",
    o.extra,
  );
}

function Inside(
  { icon, iconAt, children }: {
    icon: IconName | undefined;
    iconAt: Look["iconAt"];
    children: ComponentChildren;
  },
) {
  const mark = icon ? <Icon name={icon} /> : null;
  return (
    <>
      {iconAt === "end" ? null : mark}
      {children ? <span>{children}</span> : null}
      {iconAt === "end" ? mark : null}
    </>
  );
}
