const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A PID that no product has yet: sixteen letters and figures, none of which is taken for another. */
export const newPid = (): string =>
	[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => letters[byte % letters.length]).join('');
