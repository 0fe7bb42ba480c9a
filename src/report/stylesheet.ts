import { cssString } from './text.ts'

const FONT = '"Inter", "IBM Plex Sans", -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif'

/**
 * The report's style: light on paper whatever the screen's theme, margins in millimetres and no paper size, so
 * that A4 and Letter both fit. Page numbers stand in the margin boxes of CSS Paged Media.
 */
export function stylesheet(runningTitle: string): string {
  return `
:root {
  --font: ${FONT};
  --page: #f6f7f8; --surface: #fff; --quiet: #eef0f2; --rule: #dfe3e6;
  --ink: #16191d; --muted: #5d6670; --accent: #0f6d68; --reference: #c9ced4;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --page: #14171a; --surface: #1b1f23; --quiet: #23282d; --rule: #343b42;
    --ink: #e8ebee; --muted: #98a2ab; --accent: #5cc7bf; --reference: #4a535c;
  }
}
*, ::before { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); }
body { margin: 0; font: 14px/20px var(--font); font-variant-numeric: tabular-nums lining-nums; }
main { max-width: 1120px; margin: 32px auto; padding: 40px 48px 48px; background: var(--surface); }
h1 { margin: 0; font-size: 26px; line-height: 32px; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; unicode-bidi: isolate; }
h2 { margin: 0 0 8px; font-size: 16px; line-height: 24px; font-weight: 600; break-after: avoid; }
section { margin-top: 32px; }
p { margin: 0 0 8px; }
.byline { margin: 4px 0 0; color: var(--muted); overflow-wrap: anywhere; }
.selection { margin: 4px 0 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
.lead { max-width: 100ch; }
.lead:has(+ table) { break-after: avoid; }
.lead .dagger { margin-left: 0; }
.fine { color: var(--muted); font-size: 12px; line-height: 16px; max-width: 100ch; overflow-wrap: anywhere; }
.nowrap { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tally { margin-left: 4px; color: var(--muted); font-weight: 400; }

.figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin: 24px 0 0; }
.figures dt { color: var(--muted); font-size: 12px; line-height: 16px; }
.figures dd { margin: 0; font-size: 22px; line-height: 28px; font-weight: 500; }

.overview { display: grid; grid-template-columns: minmax(0, 1fr) 288px; gap: 40px; }
.overview section { margin-top: 32px; }
figure { margin: 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
.key { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 0 0 8px; padding: 0; list-style: none; }
.key svg { display: inline-block; width: 22px; height: 12px; margin-right: 8px; vertical-align: -1px; }
figcaption { margin: 8px 0 0; }
.reading { margin-top: 12px; color: var(--muted); max-width: 100ch; }

.model-card dl { margin: 0 0 12px; }
.model-card dl div { display: flex; justify-content: space-between; gap: 16px; padding: 3px 0; border-bottom: 1px solid var(--rule); }
.model-card dt { color: var(--muted); flex: none; }
.model-card dd { margin: 0; text-align: right; overflow-wrap: anywhere; }

table { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 0; margin-top: 8px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--ink); color: var(--muted); font-size: 12px; line-height: 16px; font-weight: 500; text-align: left; vertical-align: bottom; }
td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.rank { color: var(--muted); }
.formula { overflow-wrap: anywhere; font-weight: 500; }
th:nth-child(2), td:nth-child(2) { padding-left: 12px; }
sub { font-size: 0.74em; line-height: 0; vertical-align: -0.28em; }
.dagger { margin-left: 2px; color: var(--muted); font-weight: 400; }
.as-written { display: block; color: var(--muted); font-size: 12px; line-height: 16px; font-weight: 400; unicode-bidi: isolate; }
.nearest { overflow-wrap: anywhere; }
.reason { color: var(--muted); font-size: 12px; line-height: 16px; white-space: normal; }
tr:has(+ .why) > td { border-bottom: 0; }
.why td { padding-top: 0; color: var(--muted); font-size: 12px; line-height: 16px; }
.change { display: block; color: var(--muted); font-size: 12px; line-height: 16px; }
.bar { --scale: 0.6px; vertical-align: top; }
.bar::before { content: ""; display: block; width: calc(100 * var(--scale)); height: 6px; margin-top: 7px; background: var(--quiet); border-left: calc(var(--percent) * var(--scale)) solid var(--accent); }
.foreign { overflow-wrap: anywhere; unicode-bidi: isolate; }
.as-in-list { white-space: pre-wrap; font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Consolas, monospace; font-size: 12.5px; }
.empty { padding: 16px; background: var(--quiet); max-width: 84ch; }

@media screen {
  thead th { position: sticky; top: 0; background: var(--surface); }
}
@media screen and (max-width: 900px) {
  main { margin: 0; padding: 24px; }
  .overview { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@page {
  margin: 16mm 15mm 18mm;
  @bottom-left { content: ${cssString(runningTitle)}; font: 8pt/1.3 ${FONT}; color: #5d6670; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt/1.3 ${FONT}; color: #5d6670; }
}
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html, main { background: none; }
  body { font-size: 9.5pt; line-height: 13pt; orphans: 3; widows: 3; }
  main { max-width: none; margin: 0; padding: 0; }
  h1 { font-size: 18pt; line-height: 22pt; }
  h2 { font-size: 11.5pt; line-height: 15pt; margin-bottom: 4pt; }
  section, .overview section { margin-top: 14pt; }
  .figures { margin-top: 12pt; gap: 4pt 26pt; }
  .figures dt { font-size: 8pt; line-height: 11pt; }
  .figures dd { font-size: 14pt; line-height: 18pt; }
  .overview { display: block; }
  .model-card { break-inside: avoid; }
  .model-card dl { columns: 2; column-gap: 24pt; margin-bottom: 6pt; }
  .model-card dl div { break-inside: avoid; padding: 1.5pt 0; }
  .fine, th, .as-written, .change, .reason, .why td { font-size: 8pt; line-height: 11pt; }
  tr:has(+ .why) { break-after: avoid; }
  td.foreign { font-size: 8.5pt; line-height: 11.5pt; }
  td { padding-top: 2.5pt; padding-bottom: 2.5pt; }
  .why td { padding-top: 0; }
  th { padding-top: 3pt; padding-bottom: 3pt; }
  .bar { --scale: 0.38px; }
  .bar::before { margin-top: 4pt; height: 4.5pt; }
}
`
}
