import { ed25519 } from '@noble/curves/ed25519.js';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { signerWith, type OwnKey, type Keys, type Signer } from '../../src/lib/document/keys/keys';

/** What stands before the 32 secret bytes in PKCS #8. */
const header = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

const made = new Map<string, Promise<Signer>>();

/** A key that is the same whenever it is made by this name, so that a run can be repeated; WebCrypto signs with it. */
function keyNamed(name: string): Promise<Signer> {
	let signer = made.get(name);
	if (!signer) made.set(name, (signer = make(name)));
	return signer;
}

async function make(name: string): Promise<Signer> {
	const secret = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name)));
	const form = Uint8Array.from([...header, ...secret]);
	const privateKey = await crypto.subtle.importKey('pkcs8', form, 'Ed25519', false, ['sign']);
	return signerWith(toBase64Url(ed25519.getPublicKey(secret)), privateKey);
}

/** The keys of one browser, each made by this name and its number. */
export function seededKeys(name: string): Keys {
	const all: (OwnKey & { signer: Signer })[] = [];
	let count = 0;
	return {
		async make() {
			const signer = await keyNamed(`${name} ${++count}`);
			return {
				signer,
				keep: (organization) => {
					all.push({ organization, key: signer.key, signer });
					return Promise.resolve();
				}
			};
		},
		signerOf: (organization, may) =>
			Promise.resolve(
				all.findLast((each) => each.organization === organization && may(each.key))?.signer ?? null
			),
		ownKeys: () => Promise.resolve(all.map(({ organization, key }) => ({ organization, key }))),
		// Nobody puts these under a passphrase.
		lockState: () => Promise.resolve('none' as const),
		lock: () => Promise.resolve(),
		unlock: () => Promise.resolve(true),
		unwrapped: () => Promise.resolve([]),
		restore: () => Promise.resolve(false),
		forget: () => Promise.resolve(),
		stored: () => Promise.resolve(),
		close: () => undefined
	};
}
