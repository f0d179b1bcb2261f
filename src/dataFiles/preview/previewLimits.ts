/** So many rows are drawn; a file may have more. */
export const MOST_ROWS = 1_000_000;
/** More points than a small chart has pixels show nothing more. */
export const MOST_SLOTS = 400;
export const MOST_SERIES = 48;
export const MOST_COMBINATIONS = 200;
export const MOST_PARTS = 20;
