/**
 * Statistics of two Chromiums in one call through a relay that dropped 40 % of
 * the packets to the client from second 10, 80 % from second 50 and none from
 * second 80. One row every two seconds.
 */

type Row = readonly [
  second: number,
  soundPackets: number,
  soundLost: number | null,
  soundMs: number | null,
  picturePackets: number,
  pictureLost: number | null,
  pictureMs: number | null,
];

/** On the artist's page: packets sent, and loss and round trip from the last RTCP report. */
export const SENT: readonly Row[] = [
  [1, 86, null, null, 116, 0, null],
  [3, 186, 0, null, 195, 0, 2],
  [5, 286, 0, null, 274, 0, 2],
  [7, 386, 0, 13, 371, 0, 2],
  [9, 487, 0, 13, 472, 0, 1],
  [11, 586, 0, 13, 616, 8, 2],
  [13, 686, 49, 3, 753, 38, 2],
  [15, 787, 93, 1, 824, 68, 7],
  [17, 886, 93, 1, 842, 75, 1],
  [19, 986, 93, 1, 854, 79, 1],
  [21, 1086, 214, 2, 860, 82, 2],
  [23, 1186, 214, 2, 873, 83, 2],
  [25, 1286, 214, 2, 888, 89, 3],
  [27, 1386, 308, 2, 901, 93, 2],
  [29, 1487, 308, 2, 921, 99, 3],
  [31, 1586, 376, 9, 945, 103, 2],
  [33, 1686, 376, 9, 979, 113, 1],
  [35, 1787, 462, 1, 1031, 126, 2],
  [37, 1887, 462, 1, 1064, 130, 7],
  [39, 1987, 556, 5, 1100, 141, 3],
  [41, 2087, 556, 5, 1142, 147, 2],
  [43, 2187, 609, 13, 1171, 155, 30],
  [45, 2287, 609, 13, 1213, 159, 34],
  [47, 2386, 702, 3, 1256, 170, 3],
  [49, 2486, 702, 3, 1289, 174, 2],
  [51, 2586, 771, 2, 1332, 188, 3],
  [53, 2686, 771, 2, 1387, 196, 2],
  [55, 2786, 907, 2, 1440, 201, 2],
  [57, 2886, 1033, 3, 1488, 211, 2],
  [59, 2986, 1033, 3, 1557, 218, 15],
  [61, 3086, 1033, 3, 1589, 231, 11],
  [63, 3186, 1276, 4, 1631, 236, 5],
  [65, 3286, 1276, 4, 1679, 243, 2],
  [67, 3386, 1425, 1, 1731, 257, 2],
  [69, 3486, 1425, 1, 1784, 266, 4],
  [71, 3587, 1551, 7, 1853, 278, 3],
  [73, 3686, 1551, 7, 1921, 292, 4],
  [75, 3786, 1551, 7, 2006, 298, 4],
  [77, 3886, 1551, 7, 2068, 321, 1],
  [79, 3986, 1844, 24, 2160, 335, 1],
  [81, 4086, 1844, 24, 2185, 337, 2],
  [83, 4186, 1968, 23, 2216, 338, 3],
  [85, 4286, 1968, 23, 2261, 338, 1],
  [87, 4386, 1968, 23, 2320, 338, 2],
  [89, 4486, 1968, 1, 2469, 338, 2],
  [91, 4586, 1968, 1, 2744, 338, 2],
  [93, 4689, 1968, 1, 2950, 338, 2],
  [95, 4786, 1968, 1, 3328, 338, 2],
  [97, 4888, 1968, 16, 3873, 338, 2],
  [99, 4991, 1968, 19, 3929, 338, 28],
  [101, 5089, 1968, 19, 3985, 338, 3],
  [103, 5189, 1968, 1, 4047, 338, 11],
  [105, 5289, 1968, 1, 4117, 338, 4],
  [107, 5389, 1968, 1, 4185, 338, 3],
  [109, 5489, 1968, 2, 4278, 338, 1],
  [111, 5589, 1968, 2, 4371, 338, 2],
];

/** On the client's page: packets received and missing, and jitter. */
export const RECEIVED: readonly Row[] = [
  [1, 85, 0, 1, 116, 0, 3],
  [3, 185, 0, 2, 195, 0, 3],
  [5, 285, 0, 1, 274, 0, 2],
  [7, 385, 0, 0, 371, 0, 2],
  [9, 485, 0, 0, 470, 0, 2],
  [11, 562, 23, 1, 585, 21, 2],
  [13, 621, 64, 2, 669, 53, 19],
  [15, 689, 96, 1, 703, 73, 27],
  [17, 749, 136, 1, 714, 78, 53],
  [19, 811, 177, 3, 721, 82, 63],
  [21, 871, 217, 4, 725, 83, 83],
  [23, 931, 254, 1, 731, 85, 79],
  [25, 992, 293, 2, 739, 89, 93],
  [27, 1051, 333, 4, 747, 94, 104],
  [29, 1111, 374, 2, 759, 99, 93],
  [31, 1168, 417, 6, 777, 104, 50],
  [33, 1230, 454, 4, 795, 113, 47],
  [35, 1300, 487, 5, 818, 126, 77],
  [37, 1359, 524, 4, 837, 133, 53],
  [39, 1419, 565, 5, 858, 141, 32],
  [41, 1487, 601, 5, 878, 150, 37],
  [43, 1545, 639, 7, 895, 155, 51],
  [45, 1609, 679, 4, 920, 162, 34],
  [47, 1671, 716, 1, 942, 172, 40],
  [49, 1730, 758, 1, 963, 180, 19],
  [51, 1775, 812, 2, 975, 188, 21],
  [53, 1792, 893, 1, 988, 196, 86],
  [55, 1815, 972, 1, 996, 201, 118],
  [57, 1835, 1052, 1, 1006, 211, 120],
  [59, 1857, 1128, 2, 1017, 218, 215],
  [61, 1882, 1206, 2, 1019, 231, 227],
  [63, 1898, 1288, 2, 1031, 239, 412],
  [65, 1917, 1371, 1, 1042, 249, 375],
  [67, 1937, 1449, 1, 1052, 260, 392],
  [69, 1958, 1530, 1, 1062, 266, 383],
  [71, 1976, 1607, 1, 1077, 280, 361],
  [73, 1996, 1690, 1, 1091, 292, 364],
  [75, 2019, 1767, 2, 1105, 298, 344],
  [77, 2040, 1844, 1, 1117, 321, 390],
  [79, 2059, 1928, 1, 1136, 335, 427],
  [81, 2120, 1968, 1, 1153, 338, 280],
  [83, 2220, 1968, 4, 1184, 338, 40],
  [85, 2320, 1968, 3, 1229, 338, 6],
  [87, 2420, 1968, 1, 1291, 338, 2],
  [89, 2520, 1968, 3, 1441, 338, 4],
  [91, 2618, 1968, 4, 1714, 338, 6],
  [93, 2720, 1968, 3, 1916, 338, 7],
  [95, 2821, 1968, 5, 2309, 338, 4],
  [97, 2921, 1968, 2, 2841, 338, 3],
  [99, 3024, 1968, 11, 2899, 338, 12],
  [101, 3121, 1968, 2, 2953, 338, 2],
  [103, 3221, 1968, 1, 3015, 338, 2],
  [105, 3321, 1968, 1, 3085, 338, 2],
  [107, 3421, 1968, 2, 3153, 338, 2],
  [109, 3521, 1968, 1, 3246, 338, 1],
  [111, 3621, 1968, 2, 3339, 338, 3],
];

export const LOSS_FROM = 10;
export const LOSS_UNTIL = 80;

/** Streams in the shape that `networkCounters` reads, by sample number. */
export interface StreamsSeen {
  readonly sent?: { readonly audio: Stream; readonly video?: Stream };
  readonly received?: { readonly audio: Stream; readonly video?: Stream };
}

interface Stream {
  readonly packets: number;
  readonly lost: number | null;
  readonly ms?: number | null;
}

export function streamStatsOf(
  [, packets, lost, ms, videoPackets, videoLost, videoMs]: Row,
) {
  return {
    audio: { packets, lost, ms },
    video: { packets: videoPackets, lost: videoLost, ms: videoMs },
  };
}

/** What `room.getStats()` returns; the other person's tracks are `a` and `v` (`FakeRoom.enters`). */
export function statsOf({ sent, received }: StreamsSeen): unknown[] {
  const local = (ssrc: string, stream: Stream | undefined) =>
    stream
      ? [{
        ssrc,
        packetsSent: stream.packets,
        packetsLost: stream.lost,
        roundTripTime: stream.ms ?? null,
      }]
      : [];
  const remote = (trackSid: string, stream: Stream | undefined) =>
    stream
      ? [{
        ssrc: `other-${trackSid}`,
        trackSid,
        packetsReceived: stream.packets,
        packetsLost: stream.lost,
        jitter: stream.ms ?? null,
      }]
      : [];
  return [{
    peerConnectionId: "1",
    localAudioTrackStats: local("sound", sent?.audio),
    localVideoTrackStats: local("picture", sent?.video),
    remoteAudioTrackStats: remote("a", received?.audio),
    remoteVideoTrackStats: remote("v", received?.video),
  }];
}
