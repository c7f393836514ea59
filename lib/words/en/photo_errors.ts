/** Why a photo cannot be added, found in the browser before or while it is sent. */
export const photoErrors = {
  empty: "This file is empty.",
  tooLarge: ({ megabytes }: { readonly megabytes: number }) =>
    `This is over ${megabytes} MB. Choose a smaller one.`,
  tooManyPixels: "This photo is too large for your browser.",
  tooManyMegapixels: ({ most }: { readonly most: number }) =>
    `This photo has more than ${most} megapixels. Choose a smaller one, or add a screenshot of it.`,
  heic:
    "This browser can’t read HEIC photos. Add a screenshot of the photo instead, or convert it to JPEG first.",
  unreadable:
    "This browser can’t read this file as a photo. Choose a JPEG, PNG or WebP.",
  lost: "The upload failed. Check your connection and add the photo again.",
};
