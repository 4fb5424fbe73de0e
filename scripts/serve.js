/** A static file server for one folder, for this computer only: what `npm start` and the tests open. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, string>} */
const TYPES = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8'
};

/**
 * The file that an address names, or undefined: nothing outside the folder, nothing hidden.
 * @param {string} folder
 * @param {string} address
 */
function fileAt(folder, address) {
	let path;
	try {
		path = normalize(decodeURIComponent(new URL(address, 'http://localhost').pathname));
	} catch {
		return undefined;
	}
	const file = join(folder, path.endsWith(sep) ? join(path, 'index.html') : path);
	const inside = file.startsWith(folder + sep) && !file.slice(folder.length).includes(`${sep}.`);
	return inside && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/**
 * Serves a folder, and optionally under a path such as `/some/where`.
 * @param {string} folder
 * @param {{ port: number, under?: string }} options a taken port is replaced by a free one
 * @returns {Promise<{ port: number, url: string, close: () => void }>}
 */
export function serve(folder, { port, under = '' }) {
	const root = resolve(folder);
	const server = createServer((request, response) => {
		const address = request.url ?? '/';
		const reading = request.method === 'GET' || request.method === 'HEAD';
		const file =
			reading && address.startsWith(`${under}/`) ? fileAt(root, address.slice(under.length)) : undefined;
		if (file === undefined) {
			response.writeHead(reading ? 404 : 405, { 'content-type': 'text/plain; charset=utf-8' });
			response.end('There is nothing at this address.\n');
			return;
		}
		response.writeHead(200, {
			'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
			'content-length': statSync(file).size,
			'cache-control': address.includes('/immutable/') ? 'max-age=31536000, immutable' : 'no-cache',
			'x-content-type-options': 'nosniff'
		});
		if (request.method === 'HEAD') response.end();
		else createReadStream(file).pipe(response);
	});
	return new Promise((done, fail) => {
		server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === 'EADDRINUSE' && port !== 0) server.listen((port = 0), '127.0.0.1');
			else fail(error);
		});
		server.on('listening', () => {
			const address = server.address();
			const actual = typeof address === 'object' && address !== null ? address.port : port;
			done({
				port: actual,
				url: `http://localhost:${actual}${under}/`,
				close: () => void server.close().closeAllConnections()
			});
		});
		server.listen(port, '127.0.0.1');
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [, , folder = 'build', wished = '4173', under = ''] = process.argv;
	if (!existsSync(join(folder, 'index.html'))) {
		console.error(`There is no app in ${folder} yet: npm run build`);
		process.exit(1);
	}
	const { port, url } = await serve(folder, { port: Number(wished), under });
	console.log(`Grantbook is at ${url}`);
	if (Number(wished) !== 0 && port !== Number(wished)) {
		console.log(
			`(${wished} was taken. A browser keeps workspaces per address: those made at ${wished} are there.)`
		);
	}
}
