/**
 * The oldest browsers that the app is for: the first that sign with Ed25519 by WebCrypto, and have the rest of what it
 * takes for granted. The page itself (src/app.html) and the README name them too.
 */
export const OLDEST = { chrome: 137, edge: 137, firefox: 129, safari: 17.4 };

/** As a bundler takes them. */
export const TARGETS = Object.entries(OLDEST).map(([browser, version]) => `${browser}${version}`);
