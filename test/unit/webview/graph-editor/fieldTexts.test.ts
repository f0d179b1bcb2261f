import assert from "node:assert/strict";
import { BASIS_FIELDS, type Field, HIGH_FIELDS, LOW_FIELDS, PRIOR_FIELDS } from "../../../../src/graphs/sandboxSchema";
import { type GraphStrings } from "../../../../webview/shared/graphStrings";
import { englishTexts } from "../../../support/pageServer";

/** Every field of the schema by the name that forms know it by. */
function allFields(): readonly (readonly [string, Field])[] {
  const low = [...Object.values(LOW_FIELDS), ...Object.values(BASIS_FIELDS)];
  return [
    ...Object.values(HIGH_FIELDS).flatMap((fields) => Object.entries(fields)),
    ...low.flatMap((fields) => Object.entries(fields).map(([name, field]) => [`attrs.${name}`, field] as const)),
    ...Object.values(PRIOR_FIELDS).flatMap((fields) =>
      Object.entries(fields).map(([name, field]) => [`prior.${name}`, field] as const),
    ),
  ];
}

describe("the texts of a form", () => {
  it("name every field of the sandbox's schema, with a sentence of help and its unit", async () => {
    const { fieldTexts, unitTexts } = await englishTexts<{
      fieldTexts: () => GraphStrings["fields"];
      unitTexts: () => GraphStrings["units"];
    }>("src/ui/graphEditor/fieldTexts.ts");
    const [texts, units] = [fieldTexts(), unitTexts()];
    for (const [name, field] of allFields()) {
      assert.match(texts[name]?.label ?? "", /\S/, name);
      assert.match(texts[name]?.help ?? "", /\.$/, name);
      if (field.kind === "number" && field.unit) assert.ok(units[field.unit], `unit of ${name}`);
    }
  });
});
