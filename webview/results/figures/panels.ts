/** Small multiples: how many stand side by side, and how wide each is. */
const narrowest = 190;
const gap = 16;
/** The line above each panel that names it. */
const nameHeight = 24;

export const panelsAcross = (count: number, width: number): number =>
  Math.max(1, Math.min(count, Math.floor((width + gap) / (narrowest + gap))));

export const panelWidth = (count: number, width: number): number => {
  const across = panelsAcross(count, width);
  return Math.max(140, Math.min(420, Math.floor((width - gap * (across - 1)) / across)));
};

export const panelsHeight = (count: number, width: number, height: number): number =>
  Math.ceil(count / panelsAcross(count, width)) * (height + nameHeight);
