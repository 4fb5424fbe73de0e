/**
 * Inside a page's own script element, `<!--` followed by `<script` hides the script's end and stops all script
 * silently, and `</script` ends it early. Written as an escape, either is the same string to the program, and
 * nothing to the page.
 * @param {string} code a bundled script, where these characters stand only in strings, templates and patterns
 */
export const escapeForThePage = (code) => code.replace(/<(?=!--|\/script)/gi, '\\x3C');
