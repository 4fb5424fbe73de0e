/** Where the app itself was opened from: that decides whether a link to it works elsewhere. */
export type OwnAddress = 'file' | 'this-computer' | 'network';

const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** @param location of the page, or a part of it in a test */
export function ownAddress({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): OwnAddress {
	if (protocol === 'file:') return 'file';
	return loopback.test(hostname) ? 'this-computer' : 'network';
}

/** The address of the app without what is behind the hash. */
export const appAddress = ({ href }: Pick<Location, 'href'>): string => href.replace(/#.*$/s, '');

/** Browsers offer signatures, and thereby all of this app, only to pages from a secure address. */
export const isSecure = (): boolean => globalThis.isSecureContext;
