/**
 * Plain data: `main.ts` passes it to `new App()` and `dev.ts` to `new
 * Builder()`. Fresh 2 does not read such a file itself.
 */
export const appConfig = {} as const;

export const builderConfig = {
  target: ["safari16", "chrome107", "firefox115"],
} satisfies { target: string[] };
