/** @throws Error when a script-src without `unsafe-eval` would block this code. */
export function refuseEval(code: string): void {
  const found = /(?<![\w$.])(?:eval|Function)\(|\.constructor\(["'`]return/
    .exec(code);
  if (!found) return;
  const around = code.slice(Math.max(0, found.index - 60), found.index + 60);
  throw new Error(
    `This bundle evaluates strings, which the CSP forbids: …${around}…`,
  );
}
