/** The same app as one HTML file that works from disk: build-single/index.html. */
import { statSync } from 'node:fs';

process.env.GRANTBOOK_BUILD = 'single';
const { build } = await import('vite');
await build({ logLevel: 'warn' });
console.log(`build-single/index.html · ${Math.ceil(statSync('build-single/index.html').size / 1024)} kB`);
