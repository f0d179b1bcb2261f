import * as l10n from "@vscode/l10n";
import { WorkbookProblem } from "./workbookProblem";
import { XmlScanner } from "./xmlScanner";
import { type ZipArchive } from "./zipArchive";

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The part that holds its cells. */
  readonly part: string;
}

/** Where the parts of a workbook are. */
export interface WorkbookParts {
  /** In the order of their tabs. */
  readonly sheets: readonly Sheet[];
  readonly texts: string | undefined;
  readonly styles: string | undefined;
  readonly macros: boolean;
  readonly from1904: boolean;
}

const MOST_SHEETS = 1000;

interface Relation {
  readonly kind: string;
  readonly target: string;
}

export async function findParts(archive: ZipArchive): Promise<WorkbookParts> {
  const [main] = [...(await relationsOf(archive, "")).values()].filter(({ kind }) => kind === "officeDocument");
  if (main === undefined) throw new WorkbookProblem("workbook", l10n.t("The zip archive holds no workbook."));
  const relations = await relationsOf(archive, main.target);
  const partOf = (kind: string) =>
    [...relations.values()].find((relation) => relation.kind === kind && archive.has(relation.target))?.target;
  const sheets: Sheet[] = [];
  let from1904 = false;
  await elementsOf(archive, main.target, (xml) => {
    if (xml.name === "workbookPr") from1904 = /^(1|true|on)$/.test(xml.attribute("date1904") ?? "");
    if (xml.name !== "sheet" || sheets.length >= MOST_SHEETS) return;
    const relation = relations.get(xml.attribute("id") ?? "");
    if (relation?.kind !== "worksheet") return;
    const hidden = (xml.attribute("state") ?? "visible") !== "visible";
    sheets.push({ name: xml.attribute("name") ?? "", hidden, part: relation.target });
  });
  const macros = partOf("vbaProject") !== undefined;
  return { sheets, texts: partOf("sharedStrings"), styles: partOf("styles"), macros, from1904 };
}

/** The parts that a part refers to, by the id it uses for them. Parts outside the archive are left out. */
async function relationsOf(archive: ZipArchive, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const list = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  await elementsOf(archive, list, (xml) => {
    if (xml.name !== "Relationship" || xml.attribute("TargetMode") === "External") return;
    const kind = (xml.attribute("Type") ?? "").split("/").at(-1) ?? "";
    relations.set(xml.attribute("Id") ?? "", { kind, target: resolve(folder, xml.attribute("Target") ?? "") });
  });
  return relations;
}

/** The name of a part as another part in a folder writes it. It stays inside the archive, whatever it says. */
function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

async function elementsOf(archive: ZipArchive, part: string, take: (xml: XmlScanner) => void): Promise<void> {
  const xml = new XmlScanner();
  const takeAll = () => {
    while (xml.next()) if (xml.kind === "open") take(xml);
  };
  for await (const chunk of archive.read(part)) {
    xml.push(chunk);
    takeAll();
  }
  xml.end();
  takeAll();
}
