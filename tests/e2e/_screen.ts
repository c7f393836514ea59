/**
 * A page to share whose pixels are known, and a reader for it. The text is for
 * people; the bars represent its strokes, 2 px wide each, so "readable" is a
 * number: the share that cannot be told apart.
 */
import type { Page } from "puppeteer-core";

const TITLE = "Visavis shared page";

/** Makes Chromium share the tab with that title, really captured, in a window large enough for it. */
export const SHARES_KNOWN_PAGE = [
  `--auto-select-tab-capture-source-by-title=${TITLE}`,
  "--window-size=1280,887",
  // No capture is larger than the display, and a headless one has 800×600.
  "--screen-info={1600x1200}",
];

/** 40 rows of 250 bits; each bit is a black and a white stroke, or a white and a black one. */
const ROWS = 40;
const COLUMNS = 250;

export interface Reading {
  readonly width: number;
  readonly height: number;
  /** Share of bits that differ from what was drawn; 0.5 where nothing is readable. */
  readonly wrong: number;
  /** Correlation of the text's pixels with the source; 1 means identical. */
  readonly likeness: number;
  /** The same measure from the same frame at half its size: what a downscaled video would give. */
  readonly wrongAtHalf: number;
}

declare global {
  /** Draws the page at the upper left corner. */
  var drawKnownPage: (drawing: CanvasRenderingContext2D) => void;
  var knownBit: (row: number, column: number) => boolean;
}

/** Runs in both pages: the shared one, and the one that reads. */
function knownPage(rows: number, columns: number) {
  globalThis.knownBit = (row, column) => {
    let x = Math.imul(row * columns + column + 1, 0x9e3779b1);
    x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
    return ((x ^ (x >>> 13)) & 1) === 1;
  };
  globalThis.drawKnownPage = (drawing) => {
    drawing.fillStyle = "#fff";
    drawing.fillRect(0, 0, 1280, 720);
    drawing.fillStyle = "#000";
    drawing.font = "16px sans-serif";
    for (let line = 0; line < 10; line++) {
      const words = "Press in with the palms, then wait a minute. ";
      drawing.fillText(`${line} ${words.repeat(3)}`, 40, 40 + line * 22);
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const left = knownBit(row, column) ? 0 : 2;
        drawing.fillRect(40 + column * 4 + left, 300 + row * 8, 2, 8);
      }
    }
  };
}

/** The shared page: full, with a small moving part, like a caret. */
export async function showKnownPage(
  page: Page,
): Promise<{ width: number; height: number }> {
  // A size that is only emulated would be scaled to the window's.
  await page.setViewport(null);
  await page.goto("about:blank");
  await page.evaluate(knownPage, ROWS, COLUMNS);
  await page.evaluate((title) => {
    document.title = title;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1280, 720];
    document.body.replaceChildren(canvas);
    document.body.setAttribute("style", "margin:0;overflow:hidden");
    canvas.setAttribute("style", "display:block");
    const drawing = canvas.getContext("2d")!;
    drawKnownPage(drawing);
    let on = false;
    setInterval(() => {
      on = !on;
      drawing.fillStyle = on ? "#000" : "#fff";
      drawing.fillRect(1260, 700, 2, 14);
    }, 100);
  }, TITLE);
  return await page.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
  }));
}

/** Reads the received video, pixel by pixel. */
export async function readScreen(
  page: Page,
  selector: string,
): Promise<Reading> {
  await page.evaluate(knownPage, ROWS, COLUMNS);
  return await page.$eval(
    selector,
    (element, rows, columns) => {
      const video = element as HTMLVideoElement;
      const { videoWidth: width, videoHeight: height } = video;
      const pixels = (draw: (drawing: CanvasRenderingContext2D) => void) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [1280, 720];
        const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
        draw(drawing);
        const { data } = drawing.getImageData(0, 0, 1280, 720);
        return (x: number, y: number) => data[(y * 1280 + x) * 4 + 1]!;
      };
      type Light = (x: number, y: number) => number;
      const source = pixels((drawing) => drawKnownPage(drawing));
      const got = pixels((drawing) => drawing.drawImage(video, 0, 0));
      const half = pixels((drawing) => {
        const small = document.createElement("canvas");
        [small.width, small.height] = [640, 360];
        small.getContext("2d")!.drawImage(video, 0, 0, 640, 360);
        drawing.drawImage(small, 0, 0, 1280, 720);
      });
      const errors = (light: Light) => {
        let count = 0;
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            const sum = (from: number) => {
              let all = 0;
              for (let y = 0; y < 8; y++) {
                for (let x = 0; x < 2; x++) {
                  all += light(40 + column * 4 + from + x, 300 + row * 8 + y);
                }
              }
              return all;
            };
            // The darker half was drawn; a difference below a tenth of the
            // range is unreadable.
            const difference = sum(2) - sum(0);
            const clear = Math.abs(difference) > 16 * 25;
            if (!clear || difference > 0 !== knownBit(row, column)) count++;
          }
        }
        return count / (rows * columns);
      };
      const likeness = () => {
        const [a, b]: [number[], number[]] = [[], []];
        for (let y = 20; y < 250; y++) {
          for (let x = 40; x < 1000; x++) {
            a.push(source(x, y));
            b.push(got(x, y));
          }
        }
        const mean = (of: number[]) =>
          of.reduce((x, y) => x + y, 0) / of.length;
        const [ma, mb] = [mean(a), mean(b)];
        let [ab, aa, bb] = [0, 0, 0];
        for (let i = 0; i < a.length; i++) {
          const [da, db] = [a[i]! - ma, b[i]! - mb];
          ab += da * db;
          aa += da * da;
          bb += db * db;
        }
        return ab / Math.sqrt(aa * bb || 1);
      };
      return {
        width,
        height,
        wrong: errors(got),
        likeness: likeness(),
        wrongAtHalf: errors(half),
      };
    },
    ROWS,
    COLUMNS,
  );
}

/**
 * Runs in a page, which then shares something that moves: Chromium offers a
 * page only the tabs of its own profile, and another profile may have none to
 * share.
 */
export function shareADrawing() {
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1280, 720];
    const drawing = canvas.getContext("2d")!;
    setInterval(() => {
      drawing.fillStyle = `rgb(${Math.random() * 255} 200 200)`;
      drawing.fillRect(0, 0, 1280, 720);
    }, 100);
    return Promise.resolve(canvas.captureStream(10));
  };
}
