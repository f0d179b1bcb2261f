import { createHash } from "node:crypto";
import { type FastifyReply } from "fastify";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that may stand in any place of a page, inside quotation marks too. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #ddd}
code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}
.note{padding:.6rem .8rem;border-left:4px solid #06c;background:#eef5fc}.extra{color:#5a5a5a}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.5rem 0}label{display:flex;flex-direction:column;font-size:.9em}
input,select,button{font:inherit;padding:.25rem .5rem}
@media(prefers-color-scheme:dark){body{color:#e4e4e4;background:#1b1b1b}th,td{border-color:#444}.note{background:#12283d}.extra{color:#aaa}}`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** A whole page without scripts, that loads nothing and cannot be framed. `body` is HTML already. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
  `<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>${body}</body></html>`;

export const sendPage = (reply: FastifyReply, html: string): FastifyReply =>
  reply
    .headers({
      "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      // Without any referrer a browser would hide where our own forms come from, too.
      "Referrer-Policy": "same-origin",
      "Cache-Control": "no-store",
    })
    .type("text/html; charset=utf-8")
    .send(html);
