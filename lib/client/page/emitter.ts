/** The common part of the SDK's objects: named events. */
export interface Emitter {
  // deno-lint-ignore no-explicit-any -- the SDK's own signature
  on(event: string, listener: (...args: any[]) => void): unknown;
}

/** The other half, which the SDK's types inherit from Node's and so lose here. */
interface Removing {
  // deno-lint-ignore no-explicit-any -- as above
  removeListener(event: string, listener: (...args: any[]) => void): unknown;
}

/** Listens to several events with one listener. Returns the undo. */
export function onEach(
  emitter: Emitter,
  events: readonly string[],
  then: () => void,
): () => void {
  const listener = () => then();
  for (const event of events) emitter.on(event, listener);
  return () => {
    for (const event of events) {
      removing(emitter).removeListener(event, listener);
    }
  };
}

/** Listens to one event with its arguments. Returns the undo. */
export function onOne<Args extends unknown[]>(
  emitter: Emitter,
  event: string,
  then: (...args: Args) => void,
): () => void {
  emitter.on(event, then);
  return () => void removing(emitter).removeListener(event, then);
}

function removing(emitter: Emitter): Removing {
  return emitter as unknown as Removing;
}
