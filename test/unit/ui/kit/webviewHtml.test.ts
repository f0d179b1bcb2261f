import assert from "node:assert/strict";
import { webviewHtml } from "../../../../src/ui/kit/webviewHtml";

describe("the HTML of a page", () => {
  const parts = {
    cspSource: "https://source.test",
    scriptUri: "https://source.test/results.js",
    styleUri: "https://source.test/results.css",
    language: "en",
    title: "Attribution #5",
  };

  it("allows nothing but its own style sheet and scripts that carry the nonce", () => {
    assert.match(
      webviewHtml(parts, "abc"),
      /content="default-src 'none'; script-src 'nonce-abc'; worker-src blob:; style-src https:\/\/source.test 'nonce-abc'; img-src https:\/\/source.test data:"/,
    );
    assert.match(webviewHtml(parts, "abc"), /<script nonce="abc" src="https:\/\/source.test\/results.js"><\/script>/);
  });

  it("has another nonce each time", () => {
    const nonces = [webviewHtml(parts), webviewHtml(parts)].map((html) => /nonce="([^"]+)"/.exec(html)?.[1] ?? "");
    assert.notEqual(nonces[0], nonces[1]);
    assert.ok(nonces.every((nonce) => nonce.length >= 22));
  });

  it("has no inline style or script, and escapes what it is given", () => {
    const html = webviewHtml({ ...parts, title: '"><script>alert(1)</script>' }, "abc");
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<style|style=|onload=/);
  });
});
