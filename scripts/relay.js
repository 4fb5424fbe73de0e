/** `npm run relay`: installs the relay in its own folder where it is not there yet, and starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('relay', import.meta.url));

if (!existsSync(`${FOLDER}/node_modules/.package-lock.json`)) {
	console.log('Installing the relay…');
	const { status } = spawnSync('npm', ['ci', '--silent', '--engine-strict=false', '--prefix', FOLDER], {
		stdio: 'inherit'
	});
	if (status !== 0) process.exit(status ?? 1);
}
const relay = spawn(process.execPath, [`${FOLDER}/server.js`], { stdio: 'inherit' });
for (const ending of /** @type {const} */ (['SIGINT', 'SIGTERM']))
	process.on(ending, () => relay.kill(ending));
relay.once('exit', (code) => process.exit(code ?? 0));
