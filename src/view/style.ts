/** The style of the page: light and dark, no font or image from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #dfe5ec); --paper: light-dark(#fdfdfb, #14181d);
  --soft: light-dark(#5b6675, #97a3b2); --line: light-dark(#d9dee5, #303843); --panel: light-dark(#f4f6f8, #1b2027); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 0; overflow-wrap: anywhere; }
a { color: inherit; }
code { font-size: .85em; }
small { display: block; color: var(--soft); }
.meta { color: var(--soft); font-size: .85rem; margin: .1rem 0 .8rem; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .6rem 0; list-style: none; font-size: .85rem; }
.contents { columns: 18rem; font-size: .9rem; padding-left: 1.2rem; }
article { border: 1px solid var(--line); border-radius: .6rem; background: var(--panel); padding: 1rem; margin: 1.2rem 0; }
.text { position: relative; white-space: pre-wrap; overflow-wrap: anywhere; font-family: Georgia, serif; font-size: 1.05rem; }
.linked .text { line-height: 2.8; }
.arcs { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
mark, .type { color: inherit; border-radius: .25rem; padding: .05rem .2rem; unicode-bidi: isolate;
  background: light-dark(hsl(var(--h) 75% 88%), hsl(var(--h) 45% 26%));
  box-shadow: inset 0 -2px light-dark(hsl(var(--h) 55% 50%), hsl(var(--h) 55% 60%)); }
u { text-decoration: underline dotted 2px; text-underline-offset: .25em; }
.relation { border: 1px solid light-dark(hsl(var(--h) 55% 45%), hsl(var(--h) 55% 65%)); border-radius: 1rem;
  padding: 0 .5rem; color: light-dark(hsl(var(--h) 70% 28%), hsl(var(--h) 70% 78%)); white-space: nowrap; }
.arc { opacity: .6; }
.arc path { fill: none; stroke: light-dark(hsl(var(--h) 60% 42%), hsl(var(--h) 60% 66%)); stroke-width: 1.5; }
.arc.negated path { stroke-dasharray: 5 3; }
.arc .head { fill: light-dark(hsl(var(--h) 60% 42%), hsl(var(--h) 60% 66%)); stroke: none; }
.arc text { font: 11px system-ui, sans-serif; text-anchor: middle; fill: light-dark(hsl(var(--h) 70% 28%), hsl(var(--h) 70% 78%));
  paint-order: stroke; stroke: var(--panel); stroke-width: 3px; }
.picked .arc { opacity: .12; } .picked .arc.on { opacity: 1; }
.picked .arc.on path { stroke-width: 2.5; }
mark.on, u.on { outline: 2px solid currentColor; outline-offset: 1px; }
tr.on { background: light-dark(#e8edf4, #26303b); }
.scroll { overflow-x: auto; margin-top: .8rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--line); }
th { border: 0; color: var(--soft); font-weight: 600; }
`;
