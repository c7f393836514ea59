import type { App } from "fresh";

/** Sends a request to an app without a network. */
export async function ask<State>(
  app: App<State>,
  path: string,
  init?: RequestInit,
): Promise<{ status: number; body: string; headers: Headers }> {
  const res = await app.handler()(new Request("http://localhost" + path, init));
  return { status: res.status, body: await res.text(), headers: res.headers };
}

/** Captures `console.error` during requests that are meant to fail. */
export async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const original = console.error;
  console.error = () => {};
  try {
    return await run();
  } finally {
    console.error = original;
  }
}
