/** Milliseconds without a keystroke before a text is checked. */
export const shortPause = 40;
export const longPause = 250;
