export const CHAT_LIMITS = {
  /** UTF-16 code units of a cleaned message. */
  text: 1_000,
  /** Messages of one consultation, of both people. */
  messages: 500,
} as const;
