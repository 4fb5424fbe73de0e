import * as z from 'zod/mini';

// Compiling schemas with `new Function` is forbidden by the page's policy, and would be reported.
z.config({ jitless: true });

export { z };
