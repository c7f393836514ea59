/**
 * The icon paths this project uses, from Lucide 1.62 (lucide.dev). They are
 * copied: the package has 1,700 icons, and the pages need these few, without a
 * build step and on both sides. To add one, copy its shapes from `lucide-static`.
 *
 * ISC License. Copyright (c) 2026 Lucide Icons and Contributors. Permission to use, copy, modify, and/or distribute this
 * software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this
 * permission notice appear in all copies. The software is provided "as is", without warranty of any kind.
 *
 * Some of them derive from Feather: MIT License, Copyright (c) 2013-present Cole Bemis.
 */

/** One SVG shape: its element and its attributes on the 24-unit grid. */
export type IconShape = readonly [
  "path" | "rect" | "circle" | "line" | "polyline",
  Readonly<Record<string, string>>,
];

export const ICONS = {
  "arrow-right": [
    ["path", { "d": "M5 12h14" }],
    ["path", { "d": "m12 5 7 7-7 7" }],
  ],
  "calendar": [
    ["path", { "d": "M8 2v3" }],
    ["path", { "d": "M16 2v3" }],
    ["rect", { "x": "3", "y": "3", "width": "18", "height": "18", "rx": "2" }],
    ["path", { "d": "M3 9h18" }],
  ],
  "camera": [
    ["path", {
      "d":
        "M13.997 4a2 2 0 0 1 1.76 1.05l.486.9A2 2 0 0 0 18.003 7H20a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h1.997a2 2 0 0 0 1.759-1.048l.489-.904A2 2 0 0 1 10.004 4z",
    }],
    ["circle", { "cx": "12", "cy": "13", "r": "3" }],
  ],
  "check": [
    ["path", { "d": "M20 6 9 17l-5-5" }],
  ],
  "chevron-down": [
    ["path", { "d": "m6 9 6 6 6-6" }],
  ],
  "chevron-right": [
    ["path", { "d": "m9 18 6-6-6-6" }],
  ],
  "circle-alert": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["line", { "x1": "12", "x2": "12", "y1": "8", "y2": "12" }],
    ["line", { "x1": "12", "x2": "12.01", "y1": "16", "y2": "16" }],
  ],
  "circle-check": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["path", { "d": "m16 9-5.5 5.5L8 12" }],
  ],
  "circle-dashed": [
    ["path", { "d": "M10.1 2.182a10 10 0 0 1 3.8 0" }],
    ["path", { "d": "M13.9 21.818a10 10 0 0 1-3.8 0" }],
    ["path", { "d": "M17.609 3.721a10 10 0 0 1 2.69 2.7" }],
    ["path", { "d": "M2.182 13.9a10 10 0 0 1 0-3.8" }],
    ["path", { "d": "M20.279 17.609a10 10 0 0 1-2.7 2.69" }],
    ["path", { "d": "M21.818 10.1a10 10 0 0 1 0 3.8" }],
    ["path", { "d": "M3.721 6.391a10 10 0 0 1 2.7-2.69" }],
    ["path", { "d": "M6.391 20.279a10 10 0 0 1-2.69-2.7" }],
  ],
  "circle-minus": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["path", { "d": "M8 12h8" }],
  ],
  "circle-slash": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["line", { "x1": "9", "x2": "15", "y1": "15", "y2": "9" }],
  ],
  "circle-x": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["path", { "d": "m15 9-6 6" }],
    ["path", { "d": "m9 9 6 6" }],
  ],
  "clock": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["path", { "d": "M12 6v6l4 2" }],
  ],
  "copy": [
    ["rect", {
      "width": "14",
      "height": "14",
      "x": "8",
      "y": "8",
      "rx": "2",
      "ry": "2",
    }],
    ["path", {
      "d": "M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2",
    }],
  ],
  "door-open": [
    ["path", { "d": "M10 21H2" }],
    ["path", { "d": "M10 3H7a2 2 0 00-2 2v16" }],
    ["path", { "d": "M14 12h.01" }],
    ["path", {
      "d":
        "M19 21V5a2 2 0 00-1.675-1.974l-6.163-1.013A1 1 0 0010 3v18a1 1 0 001.124.992z",
    }],
    ["path", { "d": "M22 21h-3" }],
  ],
  "ellipsis": [
    ["circle", { "cx": "12", "cy": "12", "r": "1" }],
    ["circle", { "cx": "19", "cy": "12", "r": "1" }],
    ["circle", { "cx": "5", "cy": "12", "r": "1" }],
  ],
  "hourglass": [
    ["path", { "d": "M5 22h14" }],
    ["path", { "d": "M5 2h14" }],
    ["path", {
      "d":
        "M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22",
    }],
    ["path", {
      "d":
        "M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2",
    }],
  ],
  "info": [
    ["circle", { "cx": "12", "cy": "12", "r": "10" }],
    ["path", { "d": "M12 16v-4" }],
    ["path", { "d": "M12 8h.01" }],
  ],
  "layout-grid": [
    ["rect", { "width": "7", "height": "7", "x": "3", "y": "3", "rx": "1" }],
    ["rect", { "width": "7", "height": "7", "x": "14", "y": "3", "rx": "1" }],
    ["rect", { "width": "7", "height": "7", "x": "14", "y": "14", "rx": "1" }],
    ["rect", { "width": "7", "height": "7", "x": "3", "y": "14", "rx": "1" }],
  ],
  "link": [
    ["path", {
      "d": "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71",
    }],
    ["path", {
      "d": "M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71",
    }],
  ],
  "mail": [
    ["path", { "d": "m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7" }],
    ["rect", { "x": "2", "y": "4", "width": "20", "height": "16", "rx": "2" }],
  ],
  "maximize-2": [
    ["path", { "d": "M15 3h6v6" }],
    ["path", { "d": "m21 3-7 7" }],
    ["path", { "d": "m3 21 7-7" }],
    ["path", { "d": "M9 21H3v-6" }],
  ],
  "mic": [
    ["path", { "d": "M12 19v3" }],
    ["path", { "d": "M19 10v2a7 7 0 0 1-14 0v-2" }],
    ["rect", { "x": "9", "y": "2", "width": "6", "height": "13", "rx": "3" }],
  ],
  "mic-off": [
    ["path", { "d": "M12 19v3" }],
    ["path", { "d": "M15 9.34V5a3 3 0 0 0-5.68-1.33" }],
    ["path", { "d": "M16.95 16.95A7 7 0 0 1 5 12v-2" }],
    ["path", { "d": "M18.89 13.23A7 7 0 0 0 19 12v-2" }],
    ["path", { "d": "m2 2 20 20" }],
    ["path", { "d": "M9 9v3a3 3 0 0 0 5.12 2.12" }],
  ],
  "monitor-up": [
    ["path", { "d": "m9 10 3-3 3 3" }],
    ["path", { "d": "M12 13V7" }],
    ["rect", { "width": "20", "height": "14", "x": "2", "y": "3", "rx": "2" }],
    ["path", { "d": "M12 17v4" }],
    ["path", { "d": "M8 21h8" }],
  ],
  "panel-right": [
    ["rect", { "width": "18", "height": "18", "x": "3", "y": "3", "rx": "2" }],
    ["path", { "d": "M15 3v18" }],
  ],
  "phone-off": [
    ["path", {
      "d":
        "M10.1 13.9a14 14 0 0 0 3.732 2.668 1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2 18 18 0 0 1-12.728-5.272",
    }],
    ["path", { "d": "M22 2 2 22" }],
    ["path", {
      "d":
        "M4.76 13.582A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 .244.473",
    }],
  ],
  "refresh-cw": [
    ["path", { "d": "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8" }],
    ["path", { "d": "M21 3v5h-5" }],
    ["path", { "d": "M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16" }],
    ["path", { "d": "M8 16H3v5" }],
  ],
  "search": [
    ["path", { "d": "m21 21-4.34-4.34" }],
    ["circle", { "cx": "11", "cy": "11", "r": "8" }],
  ],
  "switch-camera": [
    ["path", { "d": "M11 19H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h5" }],
    ["path", { "d": "M13 5h7a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-5" }],
    ["circle", { "cx": "12", "cy": "12", "r": "3" }],
    ["path", { "d": "m18 22-3-3 3-3" }],
    ["path", { "d": "m6 2 3 3-3 3" }],
  ],
  "triangle-alert": [
    ["path", {
      "d":
        "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3",
    }],
    ["path", { "d": "M12 9v4" }],
    ["path", { "d": "M12 17h.01" }],
  ],
  "user": [
    ["path", { "d": "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2" }],
    ["circle", { "cx": "12", "cy": "7", "r": "4" }],
  ],
  "video": [
    ["path", {
      "d":
        "m16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5",
    }],
    ["rect", { "x": "2", "y": "6", "width": "14", "height": "12", "rx": "2" }],
  ],
  "video-off": [
    ["path", {
      "d": "M10.66 6H14a2 2 0 0 1 2 2v2.5l5.248-3.062A.5.5 0 0 1 22 7.87v8.196",
    }],
    ["path", { "d": "M16 16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h2" }],
    ["path", { "d": "m2 2 20 20" }],
  ],
  "volume-2": [
    ["path", {
      "d":
        "M11 4.702a.705.705 0 0 0-1.203-.498L6.413 7.587A1.4 1.4 0 0 1 5.416 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.416a1.4 1.4 0 0 1 .997.413l3.383 3.384A.705.705 0 0 0 11 19.298z",
    }],
    ["path", { "d": "M16 9a5 5 0 0 1 0 6" }],
    ["path", { "d": "M19.364 18.364a9 9 0 0 0 0-12.728" }],
  ],
  "wifi": [
    ["path", { "d": "M12 20h.01" }],
    ["path", { "d": "M2 8.82a15 15 0 0 1 20 0" }],
    ["path", { "d": "M5 12.859a10 10 0 0 1 14 0" }],
    ["path", { "d": "M8.5 16.429a5 5 0 0 1 7 0" }],
  ],
  "wifi-off": [
    ["path", { "d": "M12 20h.01" }],
    ["path", { "d": "M8.5 16.429a5 5 0 0 1 7 0" }],
    ["path", { "d": "M5 12.859a10 10 0 0 1 5.17-2.69" }],
    ["path", { "d": "M19 12.859a10 10 0 0 0-2.007-1.523" }],
    ["path", { "d": "M2 8.82a15 15 0 0 1 4.177-2.643" }],
    ["path", { "d": "M22 8.82a15 15 0 0 0-11.288-3.764" }],
    ["path", { "d": "m2 2 20 20" }],
  ],
  "x": [
    ["path", { "d": "M18 6 6 18" }],
    ["path", { "d": "m6 6 12 12" }],
  ],
} as const satisfies Record<string, readonly IconShape[]>;

export type IconName = keyof typeof ICONS;
