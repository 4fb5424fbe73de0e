/** How long the page before stays while the next one is loaded, in milliseconds. After that its place says so. */
const patience = 100;

let load: (hash: string) => Promise<unknown> = () => Promise.resolve();

/** What is done before the page of an address is shown. */
export const beforePage = {
	/** Sets what loads the pages of workspaces: it comes with the first workspace itself. */
	loadBy(loader: typeof load): void {
		load = loader;
	},
	/** Resolves when the page of an address (`#/…`) is loaded, or when that takes long. */
	async prepare(hash: string): Promise<void> {
		await Promise.race([load(hash), new Promise((resolve) => setTimeout(resolve, patience))]);
	}
};
