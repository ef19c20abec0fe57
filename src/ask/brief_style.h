// The style sheet of the HTML brief: light and dark by the reader's system, fit for print.
#pragma once

#include <string_view>

namespace gainsay::ask {

inline constexpr std::string_view kBriefStyle = R"css(
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1d1f23;--soft:#5c616b;--line:#e2dfd7;--mark:#fff0b8;
--confirmed:#1b7f4b;--corroborated:#0f7a8a;--disputed:#b26a00;--refuted:#b3261e;--party-claim:#8a3ea8;
--single-source:#2f5fb3;--unverified:#6b7078}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--card:#1d2024;--ink:#e8e6e1;--soft:#a0a5ae;--line:#32363c;
--mark:#5a4a12;--confirmed:#5cc98d;--corroborated:#58c4d4;--disputed:#f0ad4e;--refuted:#ff8a80;--party-claim:#d19be8;
--single-source:#8fb4f5;--unverified:#a4a9b1}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 "Iowan Old Style","Palatino Linotype",Palatino,
"Book Antiqua",Georgia,serif}
main{max-width:52rem;margin:0 auto;padding:3rem 1.25rem 6rem}
h1,h2,h3,h4,nav,.facts,.stats,.by,.id,.badge,.more,summary{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:2.6rem;letter-spacing:-.03em;margin:0}
.lead{font-size:1.2rem;color:var(--soft);margin:.2rem 0 1.5rem}
.stats{display:flex;flex-wrap:wrap;gap:.4rem 2rem;font-size:.9rem;color:var(--soft)}
.stats b{color:var(--ink);font-size:1.3rem;font-variant-numeric:tabular-nums}
.bar{display:flex;gap:2px;height:.6rem;margin:1.2rem 0;border-radius:.3rem;overflow:hidden}
.bar i{min-width:4px}
nav{display:flex;flex-wrap:wrap;gap:.4rem;font-size:.85rem;padding-bottom:1.5rem;border-bottom:1px solid var(--line)}
nav a{padding:.25rem .7rem;border:1px solid var(--line);border-radius:2rem;text-decoration:none;color:var(--ink);
background:var(--card)}
nav a b{color:var(--c,var(--soft))}
a{color:inherit;text-underline-offset:.15em}
h2{font-size:1.5rem;letter-spacing:-.015em;margin:3rem 0 0;padding-left:.8rem;border-left:.35rem solid var(--c,var(--line))}
.meaning{color:var(--soft);margin:.3rem 0 1.2rem;font-style:italic}
article{background:var(--card);border:1px solid var(--line);border-top:3px solid var(--c,var(--line));border-radius:.5rem;
padding:1.1rem 1.3rem;margin:0 0 1rem}
h3{font-size:1.12rem;line-height:1.35;margin:0 0 .5rem}
.facts{font-size:.8rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:.3rem .9rem;align-items:center;margin:0 0 .6rem;
overflow-wrap:anywhere}
.badge{color:#fff;background:var(--c);padding:.08rem .6rem;border-radius:1rem;font-size:.74rem;font-weight:600;
letter-spacing:.02em;white-space:nowrap}
@media (prefers-color-scheme:dark){.badge{color:#14161a}}
.why{margin:.2rem 0 .9rem;color:var(--soft);font-size:.95rem;overflow-wrap:anywhere}
.stances{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem}
h4{font-size:.75rem;text-transform:uppercase;letter-spacing:.08em;color:var(--s,var(--soft));margin:0 0 .4rem}
.s0{--s:var(--confirmed)}.s1{--s:var(--refuted)}.s2{--s:var(--unverified)}
ul{list-style:none;margin:0;padding:0}
li{margin:0 0 .9rem}
blockquote{margin:0;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--s,var(--line));overflow-wrap:anywhere}
blockquote a{text-decoration:none}
blockquote a:hover{text-decoration:underline}
.by{font-size:.82rem;margin:.25rem 0 0 .8rem;padding-left:3px}
.where{color:var(--soft)}
.by .where{display:block}
.id{font-size:.7rem;color:var(--soft);margin:.6rem 0 0;overflow-wrap:anywhere;opacity:.75}
.plain li{padding:.5rem 0;border-bottom:1px solid var(--line);margin:0}
details{border:1px solid var(--line);border-radius:.5rem;background:var(--card);margin:0 0 .6rem;padding:.6rem 1rem}
summary{cursor:pointer;font-weight:600}
summary b{color:var(--soft);font-weight:400}
.voices{margin-top:.8rem}
.more{color:var(--soft);font-size:.9rem}
.page p:not(.facts):not(.id){margin:.6rem 0}
mark{background:var(--mark);color:inherit;padding:.05em 0}
.anchor{scroll-margin-top:30vh}
.anchor:target+mark,.anchor:target~.anchor+mark{outline:2px solid var(--disputed);outline-offset:2px}
article:target{outline:2px solid var(--c,var(--soft));outline-offset:2px}
.confirmed{--c:var(--confirmed)}.corroborated{--c:var(--corroborated)}.disputed{--c:var(--disputed)}
.refuted{--c:var(--refuted)}.party-claim{--c:var(--party-claim)}.single-source{--c:var(--single-source)}
.unverified{--c:var(--unverified)}
.bar i{background:var(--c)}
code{font:.9em ui-monospace,Menlo,Consolas,monospace}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb}body{font-size:10.5pt}main{max-width:none;padding:0}
nav,.bar{display:none}article{break-inside:avoid}article.page{break-inside:auto}h2{break-after:avoid}
.badge{background:none;color:var(--c);border:1px solid var(--c)}mark{background:none;text-decoration:underline}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
)css";

}  // namespace gainsay::ask
