import { expect } from "expect";
import { stillsApi } from "@/lib/client/stills/stills_api.ts";
import { uploadWith } from "@/lib/client/stills/upload_request.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";

/** The used part of an XMLHttpRequest; the test is the network. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (e: unknown) => void } = {};
  readonly headers = new Map<string, string>();
  onloadend: () => void = () => {};
  status = 0;
  responseText = "";
  sent: unknown;
  url = "";
  constructor() {
    FakeRequest.last = this;
  }
  open(method: string, url: string) {
    this.url = `${method} ${url}`;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  send(body: unknown) {
    this.sent = body;
  }
  abort() {
    this.status = 0;
    this.onloadend();
  }
  answers(status: number, text: string) {
    this.status = status;
    this.responseText = text;
    this.onloadend();
  }
  progress(loaded: number, total = 100) {
    this.upload.onprogress?.({ loaded, total });
  }
}

function anUpload() {
  const time = fakeTime();
  const make = () => new FakeRequest() as unknown as XMLHttpRequest;
  const upload = uploadWith({ make, timers: time });
  const shares: number[] = [];
  const abort = new AbortController();
  const blob = new Blob(["a picture"], { type: "image/jpeg" });
  const answer = upload({
    url: "/x",
    blob,
    onProgress: (share) => void shares.push(share),
    signal: abort.signal,
  });
  return { answer, shares, time, abort, blob, request: FakeRequest.last };
}

Deno.test("a file is sent with its type, its progress and its answer", async () => {
  const { answer, shares, request, blob, time } = anUpload();
  expect(request.url).toBe("POST /x");
  expect(request.headers.get("content-type")).toBe("image/jpeg");
  expect(request.sent).toBe(blob);
  request.progress(25);
  request.progress(100);
  request.answers(200, "{}");
  expect(await answer).toEqual({ status: 200, text: "{}" });
  expect(shares).toEqual([0.25, 1]);
  expect(time.pending()).toBe(0);
});

Deno.test("a line without a sign of life is given up after 20 seconds, and progress keeps it alive", async () => {
  const { answer, request, time } = anUpload();
  for (let i = 0; i < 5; i++) {
    await time.pass(19_000);
    request.progress(i * 10);
  }
  let settled = false;
  void answer.then(() => settled = true);
  await time.pass(19_999);
  expect(settled).toBe(false);
  await time.pass(1);
  expect(await answer).toBeNull();
});

Deno.test("an upload that is broken off has no answer", async () => {
  const { answer, abort, time } = anUpload();
  abort.abort();
  expect(await answer).toBeNull();
  expect(time.pending()).toBe(0);
});

Deno.test("the address names the session, the source and the request, and a proxy's page is no answer", async () => {
  const urls: string[] = [];
  const answers = [
    { status: 200, text: '{"request":null,"stills":[],"room":24}' },
    { status: 409, text: '{"error":{"code":"still_closed","message":"No."}}' },
    { status: 502, text: "<html>" },
    { status: 500, text: "{}" },
    null,
  ];
  const api = stillsApi("c".repeat(26), "client", {
    upload({ url }) {
      urls.push(url);
      return Promise.resolve(answers[urls.length - 1]!);
    },
  });
  const way = { onProgress() {}, signal: new AbortController().signal };
  const still = {
    id: "s".repeat(26),
    from: "photo",
    blob: new Blob(),
  } as const;
  const codes: string[] = [];
  for (const requestId of [7, null, null, null, null]) {
    const answer = await api.send({ ...still, requestId }, way);
    codes.push(answer.ok ? "ok" : answer.code);
  }
  expect(codes)
    .toEqual(["ok", "still_closed", "unexpected", "unexpected", "offline"]);
  const path = `/api/consultations/${"c".repeat(26)}/stills/${"s".repeat(26)}`;
  expect(urls.slice(0, 2)).toEqual([
    `${path}?session=client&from=photo&request=7`,
    `${path}?session=client&from=photo`,
  ]);
  await settle();
});
