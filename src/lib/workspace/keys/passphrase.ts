export { shortestPassphrase } from '$lib/document/keys/passphrase';
