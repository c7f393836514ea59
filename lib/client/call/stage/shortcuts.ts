/** The keys of the artist's call. */

export const SHORTCUTS = {
  m: "microphone",
  v: "camera",
  g: "view",
  c: "messages",
  s: "stills",
  p: "panel",
  r: "mirror",
  e: "end",
  "?": "help",
} as const;

export type ShortcutAction = typeof SHORTCUTS[keyof typeof SHORTCUTS];

type Pressed = Pick<
  KeyboardEvent,
  | "key"
  | "code"
  | "shiftKey"
  | "ctrlKey"
  | "metaKey"
  | "altKey"
  | "repeat"
  | "isComposing"
  | "defaultPrevented"
>;

/**
 * What a key means, or null. Keys with Ctrl, Alt or ⌘ are the browser's, and a
 * held key is one press. A keyboard of another script has its letters where
 * `code` says they are.
 */
export function shortcutOf(event: Pressed): ShortcutAction | null {
  if (
    event.ctrlKey || event.metaKey || event.altKey || event.repeat ||
    event.isComposing || event.defaultPrevented
  ) return null;
  if (event.key === "?") return "help";
  if (event.shiftKey) return null;
  const letter = /^[a-z]$/i.test(event.key)
    ? event.key.toLowerCase()
    : /^[\p{L}\p{M}]$/u.test(event.key)
    ? /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? ""
    : "";
  return Object.hasOwn(SHORTCUTS, letter)
    ? SHORTCUTS[letter as keyof typeof SHORTCUTS]
    : null;
}

const TYPED =
  'textarea, select, [contenteditable], input:not([type="checkbox"], [type="button"], [type="submit"])';

/** Whether a letter is text there, or chooses an option. */
export function takesLetters(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED) !== null;
}

export interface ShortcutHost {
  readonly page: Pick<Document, "addEventListener" | "removeEventListener">;
  /** See `takesLetters`. */
  readonly isField: (target: EventTarget | null) => boolean;
  /** Nothing happens while a dialog waits for an answer. */
  readonly isModal: () => boolean;
  readonly isOn: () => boolean;
  readonly act: (action: ShortcutAction) => void;
}

/** Acts on each key that is meant for the call. Returns the undo. */
export function followShortcuts(
  { page, isField, isModal, isOn, act }: ShortcutHost,
): () => void {
  const onKey = (event: KeyboardEvent) => {
    const action = shortcutOf(event);
    if (action === null || !isOn()) return;
    if (isModal() || isField(event.target)) return;
    event.preventDefault();
    act(action);
  };
  page.addEventListener("keydown", onKey);
  return () => page.removeEventListener("keydown", onKey);
}
