export { shortestPassphrase } from '../document/passphrase';
