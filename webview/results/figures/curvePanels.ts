import { nearestIndex } from "../plot/thinning";
import { type Drawing, type Panel } from "./figure";

/** A panel whose points follow one another from left to right. */
export interface CurvePanel {
  readonly panel: Panel;
  readonly points: readonly { readonly x: number; readonly y: number; readonly words: readonly string[] }[];
}

/** Panels side by side: Up and Down go from panel to panel, Left and Right along one. */
export function curvesDrawing(panels: readonly CurvePanel[]): Drawing {
  return {
    panels: panels.map(({ panel }) => panel),
    readings: {
      rows: panels.length,
      columns: (row) => panels[row]?.points.length ?? 0,
      near: (panel, x) => [
        panel,
        nearestIndex(
          (panels[panel]?.points ?? []).map((point) => point.x),
          x,
        ),
      ],
      at: (row, column) => {
        const point = panels[row]?.points[column];
        return { panel: row, x: point?.x ?? 0, y: point?.y ?? 0, rule: true, words: point?.words ?? [] };
      },
    },
  };
}
