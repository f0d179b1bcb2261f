import assert from "node:assert/strict";
import fc from "fast-check";
import { appendItems, appendMembers, changedText, removeChildren } from "../../../src/jsonText/changes";
import { type JsonArray, type JsonObject, readJson } from "../../../src/jsonText/read";

const space = fc.constantFrom("", " ", "\n", "\r\n\t", "\n    ");
const value = fc.oneof(
  fc.constantFrom("NaN", "1.0", "1e-7", "9007199254740993", '"\\u00e4"', '{"a": 1.0,\n "b": []}', "[1,  2]", "null"),
  fc.jsonValue().map((one) => JSON.stringify(one)),
);
const arrayText = fc.array(fc.tuple(space, value, space), { maxLength: 6 }).map((items) => ({
  items: items.map(([, item]) => item),
  text: `[${items.map(([before, item, after]) => before + item + after).join(",")}]`,
}));

const itemsOf = (text: string): readonly string[] => (readJson(text) as JsonArray).items.map((item) => item.text);

describe("small changes of JSON text", () => {
  it("append items and keep every other character", () => {
    fc.assert(
      fc.property(arrayText, fc.array(fc.constantFrom("1.0", "NaN", '{"x":1}'), { maxLength: 3 }), (array, added) => {
        const after = changedText(array.text, appendItems(array.text, readJson(array.text) as JsonArray, added));
        assert.deepEqual(itemsOf(after).slice(0, array.items.length), array.items);
        assert.deepEqual(
          itemsOf(after)
            .slice(array.items.length)
            .map((text) => text.replaceAll(/\s/g, "")),
          added.map((text) => text.replaceAll(/\s/g, "")),
        );
      }),
    );
  });

  it("remove any items, with their commas, and keep the others as they are written", () => {
    fc.assert(
      fc.property(arrayText, fc.uniqueArray(fc.nat(6)), (array, picked) => {
        const gone = new Set(picked.filter((index) => index < array.items.length));
        const after = changedText(array.text, removeChildren(readJson(array.text) as JsonArray, gone));
        assert.deepEqual(
          itemsOf(after),
          array.items.filter((_, index) => !gone.has(index)),
        );
      }),
    );
  });

  it("write a new item as its neighbours are written", () => {
    const text =
      '{\r\n    "nodes": [\r\n        {\r\n            "id": 1\r\n        }\r\n    ],\r\n    "edges": []\r\n}';
    const nodes = (readJson(text) as JsonObject).members[0]?.value as JsonArray;
    assert.equal(
      changedText(text, appendItems(text, nodes, ['{"id":2,"a":{"b":1.0}}'])),
      text.replace(
        "        }\r\n    ]",
        '        },\r\n        {\r\n            "id": 2,\r\n            "a": {\r\n                "b": 1.0\r\n            }\r\n        }\r\n    ]',
      ),
    );
    const edges = (readJson(text) as JsonObject).members[1]?.value as JsonArray;
    assert.ok(
      changedText(text, appendItems(text, edges, ["1", "2"])).endsWith(
        '"edges": [\r\n        1,\r\n        2\r\n    ]\r\n}',
      ),
    );
  });

  it("add members with the spacing of the object", () => {
    const add = (text: string): string =>
      changedText(text, appendMembers(text, readJson(text) as JsonObject, [{ key: "b", value: "2" }]));
    assert.equal(add('{"a":1}'), '{"a":1,"b":2}');
    assert.equal(add('{ "a" : 1 }'), '{ "a" : 1, "b" : 2 }');
    assert.equal(add('{\n\t"a": 1\n}'), '{\n\t"a": 1,\n\t"b": 2\n}');
    assert.equal(add("{}"), '{"b":2}');
  });

  it("refuse to overlap", () => {
    const change = { start: 0, end: 2, text: "" };
    assert.throws(() => changedText("[1]", [change, { ...change, start: 1 }]), RangeError);
  });
});
