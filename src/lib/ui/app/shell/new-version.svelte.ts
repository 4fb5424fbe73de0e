import { ownAddress } from '../../kit/own-address';

/** A newer version of the app that the browser has fetched: it waits beside the running one until a person wants it. */
class NewVersion {
	isThere = $state(false);
	/** A person wants it. */
	isWanted = $state(false);
	#registration: ServiceWorkerRegistration | undefined;
	#isWatching = false;

	/** Begins to look, once; nothing to look for where the app is a file, or a browser keeps none of it. */
	async watch(): Promise<void> {
		if (this.#isWatching || !('serviceWorker' in navigator) || ownAddress(location) === 'file') return;
		this.#isWatching = true;
		// It may never come, and whoever waits for it is kept for as long.
		const registration = await navigator.serviceWorker.ready;
		this.#registration = registration;
		const look = () => (this.isThere ||= registration.waiting !== null);
		look();
		registration.addEventListener('updatefound', () =>
			registration.installing?.addEventListener('statechange', look)
		);
		// Another window has applied it: this one goes on as it is, until it is wanted here.
		navigator.serviceWorker.addEventListener('controllerchange', () => (this.isThere = true));
		// A window that is open for days asks when it is looked at again.
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
		});
	}

	/** Loads this window anew, in the new version. */
	apply(): void {
		const waiting = this.#registration?.waiting;
		if (!waiting) return location.reload();
		waiting.addEventListener('statechange', () => {
			if (waiting.state === 'activated') location.reload();
		});
		waiting.postMessage('apply');
	}
}

export const newVersion = new NewVersion();
