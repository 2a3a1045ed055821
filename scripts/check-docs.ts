// README.md and README.zh-CN.md say the same: headings of the same depth in the same order, the same commands, the same
// pictures; every relative link of every document leads somewhere; every room tells what it is for.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareDocuments } from './docs/compare-documents.ts';
import { findLinks } from './docs/find-links.ts';
import { listSources, ROOT } from './list-sources.ts';

const documents = listSources(['.md']);
const faults: string[] = [];
for (const [english, chinese] of [['README.md', 'README.zh-CN.md']] as const) {
  const pair = [documents.get(english), documents.get(chinese)] as const;
  if (pair[0] === undefined || pair[1] === undefined) faults.push(`${english} or ${chinese} is missing`);
  else faults.push(...compareDocuments(pair[0], pair[1]).map((fault) => `${english} / ${chinese}: ${fault}`));
}
for (const [name, text] of documents) {
  for (const link of findLinks(text)) {
    const target = join(ROOT, dirname(name), decodeURI(link.replace(/[#?].*$/, '')));
    if (!existsSync(target)) faults.push(`${name}: the link ${link} leads nowhere`);
  }
}
const rooms = readdirSync(join(ROOT, 'platform'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of rooms) {
  const readme = `platform/${name}/README.md`;
  if (!documents.has(readme)) faults.push(`${readme} is missing`);
}
for (const fault of faults) console.error(fault);
console.log(`documents: ${documents.size} read, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
