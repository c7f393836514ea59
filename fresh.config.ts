/**
 * Plain data: what `main.ts` hands to `new App()` and `dev.ts` to
 * `new Builder()`. Fresh 2 reads no such file by itself.
 */
export const appConfig = {} as const;

export const builderConfig = {
  target: ["safari16", "chrome107", "firefox115"],
} satisfies { target: string[] };
