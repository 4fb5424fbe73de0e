import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from './base64url';
import { canonical } from './canonical';

/** Tells a file or an invitation that was cut or changed by accident. It protects from nobody: whoever changes one can write it anew. */
export const checksumOf = (value: unknown): string =>
	toBase64Url(sha256(new TextEncoder().encode(`grantbook file 1\n${canonical(value)}`)));
