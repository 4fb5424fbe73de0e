/** The same app as one HTML file that works from disk: build-single/index.html, and beside the app that is hosted. */
import { copyFileSync, existsSync, statSync } from 'node:fs';

process.env.GRANTBOOK_BUILD = 'single';
const { build } = await import('vite');
await build({ logLevel: 'warn' });
// The first page of the hosted app offers it.
if (existsSync('build')) copyFileSync('build-single/index.html', 'build/grantbook.html');
console.log(`build-single/index.html · ${Math.ceil(statSync('build-single/index.html').size / 1024)} kB`);
