/** Stands in for `fresh/runtime`, which only Fresh's own build provides. */
export const asset = (path: string): string => path;
