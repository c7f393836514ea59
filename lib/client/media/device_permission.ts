/**
 * Whether both permissions are granted permanently, so that requesting shows no
 * prompt. Only a "granted" is reliable: some browsers answer "prompt" although
 * it was denied.
 */
export async function isAlreadyAllowed(
  permissions: Permissions | undefined = globalThis.navigator?.permissions,
): Promise<boolean> {
  try {
    const states = await Promise.all(
      (["camera", "microphone"] as PermissionName[]).map((name) =>
        permissions!.query({ name })
      ),
    );
    return states.every(({ state }) => state === "granted");
  } catch {
    return false;
  }
}
