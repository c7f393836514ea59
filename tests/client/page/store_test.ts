import { expect } from "expect";
import { createStore } from "@/lib/client/page/store.ts";

Deno.test("a store tells each reader every new value, until that reader's own undo", () => {
  const store = createStore(1);
  const heard: string[] = [];
  const undo = store.subscribe((value) => heard.push(`a${value}`));
  store.subscribe((value) => heard.push(`b${value}`));
  expect([store.value, heard]).toEqual([1, []]);
  store.set(2);
  undo();
  store.set(3);
  expect([store.value, heard]).toEqual([3, ["a2", "b2", "b3"]]);
});

Deno.test("the same function subscribed twice has two undos", () => {
  const store = createStore(0);
  let calls = 0;
  const count = () => void calls++;
  const undo = store.subscribe(count);
  store.subscribe(count);
  undo();
  store.set(1);
  expect(calls).toBe(1);
});

Deno.test("a reader may undo its subscription while it receives a value", () => {
  const store = createStore(0);
  const heard: number[] = [];
  const undo = store.subscribe((value) => {
    heard.push(value);
    undo();
  });
  store.subscribe((value) => heard.push(value * 10));
  store.set(1);
  store.set(2);
  expect(heard).toEqual([1, 10, 20]);
});
