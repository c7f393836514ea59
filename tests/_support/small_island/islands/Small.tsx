import { useSignal } from "@preact/signals";

/** Hardly any code of its own: what a page with it loads is the framework. */
export default function Small() {
  const count = useSignal(0);
  return <button type="button" onClick={() => count.value++}>{count}</button>;
}
