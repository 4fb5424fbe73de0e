import adapter from '@sveltejs/adapter-static';
import product from '../../../svelte.config.js';

/** An app of the kit's components alone, for tests: beside the product, under the product's own policy. */
export default {
	kit: {
		...product.kit,
		adapter: adapter({ pages: '../../../.svelte-kit/gallery/site', strict: true }),
		outDir: '../../../.svelte-kit/gallery',
		serviceWorker: { register: false },
		output: { bundleStrategy: 'split' },
		files: {
			lib: '../../../src/lib',
			routes: 'routes',
			appTemplate: '../../../src/app.html',
			assets: '../../../static'
		}
	}
};
