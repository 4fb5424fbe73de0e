/// <reference path="packages.d.ts" />
/**
 * A relay: a Hocuspocus server that keeps what it cannot read. docs/relay.md says how it is used. `npm run relay` installs
 * and starts it; its packages are in this folder, for they ask for a newer Node than the app does.
 */
import { Database } from '@hocuspocus/extension-database';
import { Redis } from '@hocuspocus/extension-redis';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { encodeStateAsUpdate } from 'yjs';

const { PORT = '1234', RELAY_FILE = 'relay.sqlite', REDIS = '', RELAY_CONNECTIONS = '500' } = process.env;
const { RELAY_DOCUMENT_MB = '200' } = process.env;

/** Bytes of a message: the longest entry there can be, encrypted, has room in one. */
const maxMessage = 16_000_000;
const maxDocument = Number(RELAY_DOCUMENT_MB) * 1_000_000;
const maxConnections = Number(RELAY_CONNECTIONS);

/** The names that the app derives. What is named otherwise is none of its documents. */
const NAME = /^[A-Za-z0-9_-]{43}$/;

/** How many sockets are open, whether or not they have named a document. */
let connections = 0;

/**
 * About how many bytes each document has that is open.
 * @type {WeakMap<object, number>}
 */
const sizes = new WeakMap();

/** @type {import('@hocuspocus/server').Extension} */
const limits = {
	onUpgrade({ socket }) {
		if (connections >= maxConnections) {
			socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
			// Whoever rejects without a reason has answered by itself.
			// oxlint-disable-next-line typescript/prefer-promise-reject-errors
			return Promise.reject();
		}
		connections += 1;
		socket.once('close', () => (connections -= 1));
		return Promise.resolve();
	},
	onAuthenticate: ({ documentName }) =>
		NAME.test(documentName) ? Promise.resolve() : Promise.reject(new Error('not the name of a document')),
	afterLoadDocument({ document }) {
		sizes.set(document, encodeStateAsUpdate(document).length);
		return Promise.resolve();
	},
	onChange({ document, update }) {
		sizes.set(document, (sizes.get(document) ?? 0) + update.length);
		return Promise.resolve();
	},
	beforeHandleMessage({ document, update }) {
		const isTooLarge = (sizes.get(document) ?? 0) + update.length > maxDocument;
		return isTooLarge ? Promise.reject(new Error('the document is too large')) : Promise.resolve();
	}
};

/** Several relays share what they keep, by Redis; a single one has a file. */
function storage() {
	if (REDIS === '') return [new SQLite({ database: RELAY_FILE })];
	const { hostname: host, port, username, password, protocol } = new URL(REDIS);
	const login = {
		...(username && { username }),
		...(password && { password: decodeURIComponent(password) })
	};
	const redis = new Redis({
		host,
		port: Number(port || 6379),
		options: { ...login, ...(protocol === 'rediss:' && { tls: {} }) }
	});
	const key = (/** @type {string} */ name) => `grantbook-relay:${name}`;
	const kept = new Database({
		fetch: ({ documentName }) => redis.pub.getBuffer(key(documentName)),
		store: async ({ documentName, state }) =>
			void (await redis.pub.set(key(documentName), Buffer.from(state)))
	});
	return [redis, kept];
}

const server = new Server({
	port: Number(PORT),
	quiet: true,
	websocketOptions: { maxPayload: maxMessage },
	maxPendingDocuments: 1,
	extensions: [limits, ...storage()]
});
await server.listen();
console.log(`The relay is at ws://localhost:${server.address.port}`);
console.log('Put its address into Share; stop it with Ctrl+C.');
