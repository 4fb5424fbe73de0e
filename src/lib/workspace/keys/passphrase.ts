export { shortestPassphrase } from '$lib/document/passphrase';
