/** What `server.js` uses of its packages, which only `npm run relay` and `npm run test:more` install. */
declare module '@hocuspocus/server' {
	import type { Duplex } from 'node:stream';
	import type { Doc } from 'yjs';

	/** What it hooks into; the others are not used here. */
	export interface Extension {
		onUpgrade?(payload: { socket: Duplex }): Promise<void>;
		onAuthenticate?(payload: { documentName: string }): Promise<void>;
		afterLoadDocument?(payload: { document: Doc }): Promise<void>;
		onChange?(payload: { document: Doc; update: Uint8Array }): Promise<void>;
		beforeHandleMessage?(payload: { document: Doc; update: Uint8Array }): Promise<void>;
	}

	export class Server {
		constructor(options: {
			port: number;
			quiet: boolean;
			websocketOptions: { maxPayload: number };
			maxPendingDocuments: number;
			extensions: Extension[];
		});
		readonly address: { port: number };
		listen(): Promise<unknown>;
	}
}

declare module '@hocuspocus/extension-sqlite' {
	import type { Extension } from '@hocuspocus/server';

	export class SQLite implements Extension {
		constructor(options: { database: string });
	}
}

declare module '@hocuspocus/extension-redis' {
	import type { Extension } from '@hocuspocus/server';

	export class Redis implements Extension {
		constructor(options: { host: string; port: number; options: object });
		readonly pub: {
			getBuffer(key: string): Promise<Uint8Array | null>;
			set(key: string, value: Uint8Array): Promise<unknown>;
		};
	}
}

declare module '@hocuspocus/extension-database' {
	import type { Extension } from '@hocuspocus/server';

	export class Database implements Extension {
		constructor(options: {
			fetch: (about: { documentName: string }) => Promise<Uint8Array | null>;
			store: (about: { documentName: string; state: Uint8Array }) => Promise<void>;
		});
	}
}
