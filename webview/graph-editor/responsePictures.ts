/** The curves of a form, drawn anew as its sliders move. */
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { curvePicture } from "./curvePicture";
import { type Preview } from "./preview";
import { type Adstock, adstockBand, type Band, type Saturation, saturationBand } from "./responseCurves";

export function adstockPicture(
  source: () => Adstock | undefined,
  preview: Preview,
  strings: GraphStrings,
): HTMLElement {
  return picture(preview, () => {
    const adstock = source();
    const band = adstock && adstockBand(adstock);
    if (!band) return undefined;
    const name = fill(strings.adstockPicture, ...saidAt(band, 1), percent(band.median[4] ?? 0));
    return curvePicture(band, { name, axis: strings.lagAxis });
  });
}

export function saturationPicture(
  source: () => Saturation | undefined,
  preview: Preview,
  strings: GraphStrings,
): HTMLElement {
  return picture(preview, () => {
    const saturation = source();
    const band = saturation && saturationBand(saturation);
    if (!band) return undefined;
    const last = band.x.length - 1;
    const name = fill(strings.saturationPicture, ...saidAt(band, last / 4), percent(band.median[last / 2] ?? 0));
    return curvePicture(band, { name, axis: strings.activityAxis });
  });
}

const percent = (part: number): string => String(Math.round(100 * part));

/** Median and band at one place, in per cent. */
const saidAt = ({ median, lo, hi }: Band, place: number): string[] =>
  [median, lo, hi].map((values) => percent(values[place] ?? 0));

function picture(preview: Preview, draw: () => SVGElement | undefined): HTMLElement {
  const holder = element("div", { class: "response-picture" });
  preview.drawing(() => {
    const drawn = draw();
    holder.replaceChildren(...(drawn ? [drawn] : []));
  });
  return holder;
}
