/** The maximum number of requests read from a file, and open at once: each costs checking a signature. */
export const maxFileRequests = 64;
