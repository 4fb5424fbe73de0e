import * as z from 'zod/mini';
import { isMoment } from '$lib/domain/calendar';

/* Ids and moments as they come from outside: each has one spelling. */

/** It becomes part of addresses and of names in the browser's storage. */
export const workspaceId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/));

/** 32 bytes as base64url, of an entry, an organization or a public key: in the last character only four bits say anything. */
export const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

/** In milliseconds since 1970; a day of the calendar, so that it can be shown. */
export const moment = z.int().check(z.refine(isMoment));
