/// <reference lib="deno.worker" />
import { type Job, scoreOf } from "./score.ts";

self.onmessage = ({ data }: MessageEvent<Job>) => {
  self.postMessage(scoreOf(data));
};
