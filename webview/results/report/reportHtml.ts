import { type FigureCard } from "../card/figureCard";
import { type MissingFigure, type ReportFigure } from "./reportFigure";
import { figureTable } from "../card/figureTable";
import { svgText } from "../card/exportImage";
import { type PageStart } from "../figureBoard";
import { fill } from "../../shared/fill";

const sheet = `
body { margin: 24px auto; max-width: 1000px; padding: 0 16px; font: 14px/20px system-ui, sans-serif; }
h1 { font-size: 20px; } h2 { font-size: 15px; margin: 0; } section { margin: 28px 0; break-inside: avoid; }
svg { max-width: 100%; height: auto; } .caption, .note { font-size: 12px; opacity: .8; }
table { border-collapse: collapse; font-size: 12px; margin: 8px 0; } th, td { padding: 3px 10px 3px 0; text-align: start; border-bottom: 1px solid #8886; }
caption { text-align: start; } tbody th { min-width: 90px; } .number { text-align: end; } td.number { white-space: nowrap; } .unit { display: block; font-weight: 400; opacity: .8; } .swatch, .icon, .legend-mark { display: none; }
details { margin: 6px 0; overflow-x: auto; } ul { padding-inline-start: 18px; }`;

/** One file with all figures, their tables and caveats, that any browser shows without the network. */
export function reportHtml(
  header: HTMLElement,
  figures: readonly ReportFigure[],
  { strings, locale }: Pick<PageStart, "strings" | "locale">,
): string {
  const { color, backgroundColor } = getComputedStyle(document.body);
  // Gathered beside the page, and written out as text: a style element would not be allowed here.
  const body = document.createElement("div");
  for (const part of header.querySelectorAll("h1, .meta, .sandbox-label, .key-figures"))
    body.append(part.cloneNode(true));
  for (const figure of figures) body.append("reason" in figure ? missing(figure) : section(figure, strings));
  body.append(paragraph(strings.reportEnd));
  const title = paragraph(header.querySelector("h1")?.textContent ?? "").innerHTML;
  return `<!DOCTYPE html>
<html lang="${locale.replace(/[^\w-]/g, "")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${sheet}
body { color: ${color}; background: ${backgroundColor}; }</style>
</head>
<body>
${body.innerHTML}
</body>
</html>
`;
}

function missing({ title, reason }: MissingFigure): HTMLElement {
  const made = document.createElement("section");
  made.append(heading(title), paragraph(reason));
  return made;
}

function section(card: FigureCard, strings: PageStart["strings"]): HTMLElement {
  const { figure } = card;
  const made = document.createElement("section");
  const picture = card.image(false);
  if (picture === undefined) {
    made.append(heading(figure.title), paragraph(figure.subtitle, "caption"), paragraph(figure.absent ?? ""));
  } else {
    const parsed = new DOMParser().parseFromString(svgText(picture), "image/svg+xml").documentElement;
    made.append(heading(figure.title), document.importNode(parsed, true));
  }
  const lead = figure.lead?.() ?? figure.aside?.();
  if (lead) made.append(lead);
  for (const { text } of figure.notes) made.append(paragraph(text, "note"));
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = strings.reportTable;
  // The file has to do without the page: all rows are in it.
  const moreRows = (left: number): HTMLElement => {
    const link = document.createElement("a");
    link.download = `${figure.id}.csv`;
    link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(card.csv())}`;
    link.textContent = fill(strings.moreInReport, String(left));
    return link;
  };
  details.append(summary, figureTable(figure, moreRows));
  made.append(details);
  return made;
}

function heading(text: string): HTMLElement {
  const made = document.createElement("h2");
  made.textContent = text;
  return made;
}

function paragraph(text: string, look = ""): HTMLElement {
  const made = document.createElement("p");
  made.textContent = text;
  if (look !== "") made.className = look;
  return made;
}
