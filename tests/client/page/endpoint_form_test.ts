import { expect } from "expect";
import { formOf } from "@/lib/client/page/endpoint_form.ts";

Deno.test("a form goes to its endpoint's address with the query", () => {
  const { method, action } = formOf("POST /api/appointments/:id/cancel", {
    params: { id: "a/b" },
    query: { session: "client" },
  });
  expect(method).toBe("post");
  expect(action).toBe("/api/appointments/a%2Fb/cancel?session=client");
});

Deno.test("a form's inputs have the names of the body's fields", () => {
  const { name, hidden } = formOf("POST /api/appointments/:id/reschedule", {
    params: { id: "a" },
  });
  expect(name("at")).toBe("at");
  expect(hidden("version", 3))
    .toEqual({ type: "hidden", name: "version", value: 3 });
  // @ts-expect-error: the body has no such field
  name("start");
  // @ts-expect-error: a version is not a list
  hidden("version", [3]);
});

Deno.test("a form's hidden value is one that the body takes", () => {
  const { hidden } = formOf("POST /api/video/consultation/:id/recording", {
    params: { id: "a" },
  });
  expect(hidden("action", "download").value).toBe("download");
  // @ts-expect-error: there is no such action
  hidden("action", "rewind");
});
